// `org name-watchers`: who keeps the history of the organisation's did:webvh, and hands it out.
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/own_store.hpp"
#include "node/actions/own_did.hpp"

namespace waarmerk::cli {
namespace {

/// None with `--none`, and then nothing else.
Result<std::vector<std::string>> read_watchers(const Args& args) {
  auto urls = args.all("URL");
  if (urls.empty() == args.has("--none")) {
    for (auto& url : urls) {
      while (url.ends_with('/')) url.pop_back();
    }
    return urls;
  }
  return fail(bad_usage, "Name a watcher, or --none and nobody.");
}

Result<Exit> name_watchers(const Args& args, Workspace& workspace, Output& output) {
  TRY(urls, read_watchers(args));
  TRY(desk, find_own_desk(args, workspace));
  TRY(vault, open_vault(args, workspace, desk.files));
  TRY(changed, node::actions::name_own_watchers(
                   *desk.place, vault, {std::move(urls), workspace.now()}, workspace.random()));
  show_change(changed, output);
  say_after_change(desk, changed, output);
  return Exit::done;
}

}  // namespace

Command org_name_watchers_command() {
  return {
      .name = "org name-watchers",
      .summary = "Say who watches the organisation's DID, for whoever cannot reach its node.",
      .examples = {{"org name-watchers https://badges.town.example https://watch.example", ""},
                   {"org name-watchers --none", "nobody from now on"}},
      .shape = {.operands = {{.name = "URL",
                              .meaning = "the address of a watcher, such as that of a peer",
                              .is_many = true,
                              .is_needed = false}},
                .options =
                    with_node({{"--none", "", "nobody from now on"},
                               {"--passphrase-file", "FILE", "where it is not configured"}})},
      .more =
          "A watcher keeps the history of your DID and hands it out when your node is gone. Any\n"
          "node that has you as its peer can be one. Your node tells each of what changes; one\n"
          "that does not answer is told later, and holds nothing up.\n",
      .run = name_watchers};
}

}  // namespace waarmerk::cli
