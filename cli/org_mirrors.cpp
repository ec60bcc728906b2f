// `org name-mirrors`: where else the organisation's feed is served, written into its did:webvh.
#include <utility>

#include "cli/commands.hpp"
#include "cli/own_store.hpp"
#include "node/actions/mirrors.hpp"
#include "node/actions/own_did.hpp"

namespace waarmerk::cli {
namespace {

Result<Exit> name_mirrors(const Args& args, Workspace& workspace, Output& output) {
  TRY(desk, find_own_desk(args, workspace));
  TRY(mirrors, node::actions::read_own_mirrors(desk.files.config.node.mirrors));
  TRY(vault, open_vault(args, workspace, desk.files));
  TRY(changed, node::actions::name_own_mirrors(
                   *desk.place, vault, {std::move(mirrors), workspace.now()}, workspace.random()));
  show_change(changed, output);
  say_after_change(desk, changed, output);
  return Exit::done;
}

}  // namespace

Command org_name_mirrors_command() {
  return {
      .name = "org name-mirrors",
      .summary = "Say in the organisation's DID where else its feed is served.",
      .examples = {{"org name-mirrors", "those of node.mirrors in the configuration"}},
      .shape = {.options =
                    with_node({{"--passphrase-file", "FILE", "where it is not configured"}})},
      .more =
          "A mirror is a web server that hands out what `node export-mirror` writes. Whoever\n"
          "cannot reach your node asks the mirrors that your DID names, and your own node asks\n"
          "them after a restore. List them in node.mirrors first, 8 at the most; an empty list\n"
          "takes them out again. The document of a did:web names them without this command.\n",
      .run = name_mirrors};
}

}  // namespace waarmerk::cli
