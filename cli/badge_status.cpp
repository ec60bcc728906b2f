// `badge revoke`, `badge suspend` and `badge reinstate`.
#include <utility>

#include "cli/commands.hpp"
#include "cli/node_client.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

Result<Exit> change(std::string_view deed, const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  json::Writer body;
  body.begin_object().member("reason", args.get("--reason")).end_object();
  const auto path = "/v1/badges/" + encode_segment(args.get("ID")) + "/" + std::string(deed);
  TRY(changed, node.post(path, body.take()));
  if (output.form() == Form::json) {
    output.line(json::print(changed.root()));
  } else {
    output.fields({text_at(changed.root(), "id"), text_at(changed.root(), "status"),
                   text_at(changed.root(), "since")});
  }
  output.say("It is on disk, and goes to the peers now.");
  return Exit::done;
}

Result<Exit> revoke(const Args& args, Workspace& workspace, Output& output) {
  return change("revoke", args, workspace, output);
}

Result<Exit> suspend(const Args& args, Workspace& workspace, Output& output) {
  return change("suspend", args, workspace, output);
}

Result<Exit> reinstate(const Args& args, Workspace& workspace, Output& output) {
  return change("reinstate", args, workspace, output);
}

Shape shape() {
  return {.operands = {{.name = "ID", .meaning = "the id of the badge"}},
          .options = with_node({{"--reason", "TEXT", "why; kept here and never published", true}})};
}

}  // namespace

Command badge_revoke_command() {
  return {.name = "badge revoke",
          .summary = "Withdraw a badge for good.",
          .examples = {{"badge revoke urn:uuid:1b1d... --reason \"Given by mistake\"", ""}},
          .shape = shape(),
          .more = "This cannot be undone. To withdraw it for a while: waarmerk badge suspend\n",
          .run = revoke};
}

Command badge_suspend_command() {
  return {.name = "badge suspend",
          .summary = "Withdraw a badge for a while.",
          .examples = {{"badge suspend urn:uuid:1b1d... --reason \"Under review\"", ""}},
          .shape = shape(),
          .run = suspend};
}

Command badge_reinstate_command() {
  return {.name = "badge reinstate",
          .summary = "Make a suspended badge valid again.",
          .examples = {{"badge reinstate urn:uuid:1b1d... --reason \"Review is done\"", ""}},
          .shape = shape(),
          .run = reinstate};
}

}  // namespace waarmerk::cli
