// `badge revoke`, `badge suspend` and `badge reinstate`.
#include <utility>

#include "cli/commands.hpp"
#include "cli/node_client.hpp"
#include "cli/status_deed.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

Result<Exit> change(StatusDeed deed, const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  json::Writer body;
  body.begin_object().member("reason", args.get("--reason")).end_object();
  const auto path =
      "/v1/badges/" + encode_segment(args.get("ID")) + "/" + std::string(word_of(deed));
  TRY(changed, node.post(path, body.take()));
  if (output.form() == Form::json) {
    output.line(json::print(changed.root()));
  } else {
    output.fields({text_at(changed.root(), "id"), text_at(changed.root(), "status"),
                   text_at(changed.root(), "since")});
  }
  output.say(status_is_out);
  return Exit::done;
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
          .run = with_deed<StatusDeed::revoke, change>};
}

Command badge_suspend_command() {
  return {.name = "badge suspend",
          .summary = "Withdraw a badge for a while.",
          .examples = {{"badge suspend urn:uuid:1b1d... --reason \"Under review\"", ""}},
          .shape = shape(),
          .run = with_deed<StatusDeed::suspend, change>};
}

Command badge_reinstate_command() {
  return {.name = "badge reinstate",
          .summary = "Make a suspended badge valid again.",
          .examples = {{"badge reinstate urn:uuid:1b1d... --reason \"Review is done\"", ""}},
          .shape = shape(),
          .run = with_deed<StatusDeed::reinstate, change>};
}

}  // namespace waarmerk::cli
