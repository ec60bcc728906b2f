#include "cli/topics.hpp"

#include <fmt/format.h>

#include "cli/exits.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;

const ExitText& text_of_exit(Exit exit) {
  for (const auto& text : exits()) {
    if (text.exit == exit) return text;
  }
  return exits().front();
}

std::string exit_codes_page() {
  std::string text = "Exit codes never change; new ones may be added.\n\n";
  for (const auto& each : exits()) {
    text += fmt::format("{:>5}  {:<22} {}\n", number_of(each.exit), each.name, each.meaning);
  }
  text += "\nSeveral files: the one that stands first in this list decides.\n ";
  std::size_t column = 1;
  for (const Exit exit : exits_by_weight()) {
    const auto number = fmt::format(" {}", number_of(exit));
    if (column + number.size() > 78) text += "\n ", column = 1;
    text += number;
    column += number.size();
  }
  text += "\n\nWhat each finding about a badge makes of the exit code, where it decides:\n\n";
  for (const auto& finding : credential::findings()) {
    const Exit exit = exit_of(finding.finding);
    text +=
        fmt::format("{:>5}  {:<32} {}\n", number_of(exit), finding.code, text_of_exit(exit).name);
  }
  return text + "\nWhat could not be checked is never 0.\n";
}

constexpr std::string_view environment_page =
    R"(Variables of the environment. None of them holds a secret.

  WAARMERK_CONFIG   the node's configuration, where --config is not given
  XDG_CONFIG_HOME   where waarmerk/waarmerk.toml is looked for last; else ~/.config
  XDG_DATA_HOME     where waarmerk/wallet, your badge book, is; else ~/.local/share
  NO_COLOR          set to anything: no colours
  CLICOLOR_FORCE    set to anything but 0: colours, also where the output is no terminal

The configuration is the first of these that is given or exists:

  1. --config FILE
  2. $WAARMERK_CONFIG
  3. ./waarmerk.toml
  4. $XDG_CONFIG_HOME/waarmerk/waarmerk.toml

The bearer token of the node is read from the file admin.token beside the
configuration, or from --token-file FILE. It is never a flag or a variable,
because others on the machine can see those. The same goes for passphrases.
)";

constexpr std::string_view formatting_page =
    R"(Three forms of output. Data goes to the standard output, talk to the standard
error stream.

  for people   at a terminal: sentences, tables and colours. May change.
  --plain      one line a thing, fields parted by a tab, no headings. The same
               when the output goes to a file or another program.
  --json       one JSON value a line. Names are kept; new ones may be added.

badge verify --json prints one object for each file:

  file       the name as it was given
  outcome    genuine, genuine_with_warning, cannot_be_checked or not_genuine
  code       what decided, such as badge.revoked
  exit       the exit code of this file alone
  summary    one or two sentences
  checks[]   name, state (passed, warning, failed, unchecked), code, sentence

and where they are known: id, name, achievement, issuer, subject, validFrom,
validUntil, status. The codes stand in: waarmerk help exit-codes
)";

}  // namespace

std::vector<std::string_view> topic_names() { return {"exit-codes", "environment", "formatting"}; }

std::optional<std::string> topic_page(std::string_view name) {
  if (name == "exit-codes") return exit_codes_page();
  if (name == "environment") return std::string(environment_page);
  if (name == "formatting") return std::string(formatting_page);
  return std::nullopt;
}

}  // namespace waarmerk::cli
