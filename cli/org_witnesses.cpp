// `org name-witnesses`: who must confirm each change of the organisation's did:webvh.
#include <charconv>
#include <system_error>
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/own_store.hpp"
#include "node/actions/own_did.hpp"

namespace waarmerk::cli {
namespace {

Result<std::uint32_t> read_threshold(const std::string& text, std::size_t count_max) {
  std::uint32_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  if (is_number && count >= 1 && count <= count_max) return count;
  return fail(bad_usage, "--threshold is a number from 1 up to that of the witnesses.");
}

/// None with `--none`, and then nothing else.
Result<did::WebvhWitnesses> read_witnesses(const Args& args) {
  did::WebvhWitnesses witnesses{.ids = args.all("DID")};
  if (args.has("--none")) {
    if (witnesses.ids.empty() && !args.has("--threshold")) return witnesses;
    return fail(bad_usage, "--none goes with no witness and no threshold.");
  }
  if (witnesses.ids.empty()) return fail(bad_usage, "Name a witness, or --none.");
  const auto count = witnesses.ids.size();
  TRY(threshold, read_threshold(args.find("--threshold").value_or(std::to_string(count)), count));
  witnesses.threshold = threshold;
  return witnesses;
}

Result<Exit> name_witnesses(const Args& args, Workspace& workspace, Output& output) {
  TRY(witnesses, read_witnesses(args));
  TRY(desk, find_own_desk(args, workspace));
  TRY(vault, open_vault(args, workspace, desk.files));
  TRY(changed,
      node::actions::name_own_witnesses(*desk.place, vault, {std::move(witnesses), workspace.now()},
                                        workspace.random()));
  show_change(changed, output);
  say_after_change(desk, changed, output);
  return Exit::done;
}

}  // namespace

Command org_name_witnesses_command() {
  return {
      .name = "org name-witnesses",
      .summary = "Say who must confirm each change of the organisation's DID from now on.",
      .examples = {{"org name-witnesses did:key:z6MkOne did:key:z6MkTwo did:key:z6MkThree "
                    "--threshold 2",
                    "two of the three are enough"},
                   {"org name-witnesses --none", "nobody need confirm what comes after"}},
      .shape = {.operands = {{.name = "DID",
                              .meaning = "a witness; see \"witness\" of its /.well-known/bot.json",
                              .is_many = true,
                              .is_needed = false}},
                .options =
                    with_node({{"--threshold", "N", "how many are enough; all, if not given"},
                               {"--none", "", "without witnesses from now on"},
                               {"--passphrase-file", "FILE", "where it is not configured"}})},
      .more =
          "This change itself must be confirmed too: by those named before, or by these. Each\n"
          "must be the node of a peer, with witness.enabled, that holds your feed. A change is\n"
          "shown to nobody until enough of them confirmed it; none can follow it before that.\n",
      .run = name_witnesses};
}

}  // namespace waarmerk::cli
