// `node status`: what the node says of itself.
#include "cli/commands.hpp"
#include "cli/node_client.hpp"
#include "cli/shown_links.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

/// Whether it publishes, and whether a peer of its own said that it may.
std::string publishing(json::Value node) {
  const auto standing = text_at(node, "publishing");
  const auto confirmed = node.find("confirmed");
  const bool has_peers = number_at(node, "peers") != "0";
  const bool is_open =
      standing == "safe" && has_peers && confirmed && confirmed->boolean() == false;
  return is_open ? "safe, confirmed by no peer yet" : standing;
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(self, node.get_open("/v1/node"));
  const auto root = self.root();
  if (output.form() == Form::json) {
    output.line(json::print(root));
    return Exit::done;
  }
  output.facts({{"name", text_at(root, "name")},
                {"did", text_at(root, "did")},
                {"url", text_at(root, "url")},
                {"answers at", node.url()},
                {"publishing", publishing(root)},
                {"entries", number_at(root, "entries")},
                {"last entry", text_at(root, "lastEntry")},
                {"peers", number_at(root, "peers")},
                {"feeds held", number_at(root, "feeds")},
                {"links", number_at(root, "links")}});
  // With whom is told to who may read, and the rest to anybody.
  const bool is_linked = !number_at(root, "links").empty() && number_at(root, "links") != "0";
  if (is_linked)
    if (const auto peers = node.get("/v1/peers")) show_links(peers->root(), output);
  output.suggest("waarmerk node doctor");
  return Exit::done;
}

}  // namespace

Command node_status_command() {
  return {.name = "node status",
          .summary = "Show what the node says of itself.",
          .examples = {{"node status", ""}, {"node status --json", ""}},
          .shape = {.options = with_node({})},
          .more =
              "Links are shown as by `waarmerk peer list`, to who may read them.\n"
              "The exit code is 3 where the node does not answer.\n",
          .run = run};
}

}  // namespace waarmerk::cli
