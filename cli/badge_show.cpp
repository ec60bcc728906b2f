// `badge show`: one badge that this node awarded, and where it stands.
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/change_status.hpp"

namespace waarmerk::cli {
namespace {

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(shown, node.get("/v1/badges/" + encode_segment(args.get("ID"))));
  const auto root = shown.root();
  const auto file = args.find("-o");
  auto credential = root.find("credential");
  if (!credential && file && root.find("claims")) {
    return fail(node::actions::badge_not_kept,
                "The badge was given to an address, and its node does not keep it.");
  }
  if (!credential) credential = root.find("claims");
  if (!credential) return fail(strange_answer, "The node answered without a badge.");
  if (file) TRY_OK(workspace.write_file(*file, json::print(*credential) + "\n"));
  if (output.form() == Form::json) {
    output.line(json::print(root));
    return Exit::done;
  }
  const auto issuer = credential->find("issuer");
  output.facts({{"id", text_at(root, "id")},
                {"status", text_at(root, "status")},
                {"since", text_at(root, "since")},
                {"reason", text_at(root, "reason")},
                {"badge", text_at(*credential, "name")},
                {"definition", text_at(root, "achievement")},
                {"given to", text_at(root, "subject")},
                {"issued", text_at(root, "issued")},
                {"valid until", text_at(*credential, "validUntil")},
                {"issuer", issuer ? text_at(*issuer, "id") : ""},
                {"file", file.value_or("")}});
  return Exit::done;
}

}  // namespace

Command badge_show_command() {
  return {.name = "badge show",
          .summary = "Show a badge that this node awarded, and where it stands.",
          .examples = {{"badge show urn:uuid:1b1d...", ""},
                       {"badge show urn:uuid:1b1d... -o badge.json", "write the badge itself"}},
          .shape = {.operands = {{.name = "ID", .meaning = "the id of the badge"}},
                    .options = with_node({{"-o", "FILE", "write the badge into a file"}})},
          .run = run};
}

}  // namespace waarmerk::cli
