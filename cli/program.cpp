#include "cli/program.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "cli/error_codes.hpp"
#include "cli/help.hpp"
#include "cli/suggest.hpp"

namespace waarmerk::cli {
namespace {

using Words = std::span<const std::string>;

struct Found {
  const Command* command = nullptr;
  Words rest;
};

/// Whether the word stands among the options, before `--`.
bool has_switch(Words words, std::initializer_list<std::string_view> names) {
  const auto end = std::ranges::find(words, "--");
  return std::find_first_of(words.begin(), end, names.begin(), names.end()) != end;
}

Found find_command(const std::vector<Command>& commands, Words words) {
  for (std::size_t count = std::min<std::size_t>(2, words.size()); count > 0; --count) {
    std::string name = words[0];
    if (count == 2) name += " " + words[1];
    const auto found = std::ranges::find(commands, name, &Command::name);
    if (found != commands.end()) return {&*found, words.subspan(count)};
  }
  return {};
}

std::vector<std::string_view> verbs_of(const std::vector<Command>& commands,
                                       std::string_view noun) {
  std::vector<std::string_view> verbs;
  for (const auto& command : commands) {
    if (command.noun() == noun && !command.verb().empty()) verbs.push_back(command.verb());
  }
  return verbs;
}

/// Whole commands, so that a typo in a noun finds its verb too.
std::vector<std::string_view> likely_names(const std::vector<Command>& commands, bool is_two) {
  std::vector<std::string_view> names;
  for (const auto& command : commands) {
    names.push_back(is_two ? command.name : command.noun());
  }
  return names;
}

Error unknown_command(const std::vector<Command>& commands, Words words) {
  const bool is_two = words.size() > 1 && !words[1].starts_with('-');
  const auto typed = is_two ? words[0] + " " + words[1] : words[0];
  std::string text = "There is no command \"" + typed + "\".";
  auto nearest = suggest(typed, likely_names(commands, is_two));
  if (!nearest && is_two) nearest = suggest(words[0], likely_names(commands, false));
  if (nearest) {
    text += " Did you mean \"" + std::string(*nearest) + "\"?";
  } else {
    text += " See: waarmerk help.";
  }
  return {bad_usage, std::move(text)};
}

bool is_set(const Workspace& workspace, const std::string& name) {
  const auto value = workspace.variable(name);
  return value && *value != "0";
}

Output::Options output_options(Words words, const Workspace& workspace) {
  const auto& console = workspace.console();
  const bool is_plain = has_switch(words, {"--plain"}) || !console.is_out_terminal();
  const bool none = workspace.variable("NO_COLOR").has_value();
  const bool forced = is_set(workspace, "CLICOLOR_FORCE");
  Output::Options options;
  options.form = is_plain ? Form::plain : Form::people;
  if (has_switch(words, {"--json"})) options.form = Form::json;
  options.colour = !none && (forced || console.is_out_terminal()) && options.form != Form::json;
  options.talk_colour = !none && (forced || console.is_err_terminal());
  return options;
}

Exit refuse(const Error& error, Output& output) {
  output.failure(error);
  return exit_of(error);
}

Exit run_command(const Command& command, Words words, Workspace& workspace, Output& output) {
  const auto args = Args::parse(command.shape, words);
  if (!args) {
    output.failure(args.error());
    workspace.console().err("Usage: " + usage_of(command) + "\nSee: waarmerk " +
                            std::string(command.name) + " --help\n");
    return exit_of(args.error());
  }
  const auto exit = command.run(*args, workspace, output);
  return exit ? *exit : refuse(exit.error(), output);
}

Exit without_command(const std::vector<Command>& commands, Words words, Workspace& workspace,
                     Output& output) {
  if (words.empty()) {
    workspace.console().err(overview(commands));
    return Exit::usage;
  }
  if (words[0] == "--version") {
    output.line("waarmerk " WAARMERK_VERSION);
    return Exit::done;
  }
  const bool wants_help = has_switch(words, {"--help", "-h"});
  if (wants_help && words[0].starts_with('-')) {
    output.raw(overview(commands));
    return Exit::done;
  }
  const auto verbs = verbs_of(commands, words[0]);
  const bool is_noun = !verbs.empty();
  if (is_noun && (wants_help || words.size() == 1)) {
    const auto text = noun_page(commands, words[0]);
    wants_help ? output.raw(text) : workspace.console().err(text);
    return wants_help ? Exit::done : Exit::usage;
  }
  return refuse(unknown_command(commands, words), output);
}

}  // namespace

Exit run_program(const std::vector<Command>& commands, std::span<const std::string> words,
                 Workspace& workspace) {
  Output output(workspace.console(), output_options(words, workspace));
  const auto found = find_command(commands, words);
  if (found.command == nullptr) return without_command(commands, words, workspace, output);
  if (has_switch(found.rest, {"--help", "-h"})) {
    output.raw(page_of(*found.command));
    return Exit::done;
  }
  return run_command(*found.command, found.rest, workspace, output);
}

}  // namespace waarmerk::cli
