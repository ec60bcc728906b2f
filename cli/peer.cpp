// `peer add`, `peer list`, `peer remove` and `peer sync`: who this node exchanges feeds with.
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "cli/shown_links.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

std::string state_of(json::Value peer) {
  const auto failures = number_at(peer, "failures");
  if (!failures.empty() && failures != "0") return "failing (" + failures + ")";
  if (text_at(peer, "lastHeard").empty()) return "not heard yet";
  const auto behind = number_at(peer, "feedsBehind");
  return behind.empty() || behind == "0" ? "equal" : behind + " feeds behind";
}

/// As the operator wrote it, and where its node went since.
std::string address_of(json::Value peer) {
  const auto moved = text_at(peer, "movedTo");
  return text_at(peer, "url") + (moved.empty() ? "" : ", now " + moved);
}

Result<void> show(const json::Document& answer, Output& output) {
  const auto peers = answer.root().find("peers");
  if (!peers) return fail(strange_answer, "The node answered without its peers.");
  std::vector<std::vector<std::string>> rows;
  for (const auto peer : peers->elements()) {
    if (output.form() == Form::json) output.line(json::print(peer));
    rows.push_back({address_of(peer), state_of(peer), text_at(peer, "lastHeard"),
                    text_at(peer, "lastFailure")});
  }
  if (output.form() != Form::json) {
    output.table({"URL", "STATE", "LAST HEARD", "LAST FAILURE"}, rows);
  }
  show_links(answer.root(), output);
  return {};
}

Result<Exit> add(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  const auto place = args.get("PLACE");
  json::Writer body;
  body.begin_object().member(place.contains("://") ? "url" : "place", place).end_object();
  TRY(answer, node.post("/v1/peers", body.take()));
  TRY_OK(show(answer, output));
  if (const auto found = answer.root().find("found")) {
    output.say("Its node was found by " + text_at(*found, "by") + ": " + text_at(*found, "url"));
  }
  output.suggest("waarmerk peer list");
  return Exit::done;
}

Result<Exit> list(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(answer, node.get("/v1/peers"));
  TRY_OK(show(answer, output));
  return Exit::done;
}

Result<Exit> remove(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY_OK(node.erase("/v1/peers?url=" + encode_segment(args.get("URL"))));
  output.say("It is a peer no longer; what came from it stays.");
  return Exit::done;
}

Result<Exit> sync(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(answer, node.post("/v1/peers/sync", "{}"));
  TRY_OK(show(answer, output));
  output.say("Every peer is asked for news now.");
  return Exit::done;
}

Shape with_url() {
  return {.operands = {{.name = "URL", .meaning = "the peer's public address"}},
          .options = with_node({})};
}

}  // namespace

Command peer_add_command() {
  return {.name = "peer add",
          .summary = "Exchange feeds with another node.",
          .examples = {{"peer add https://badges.municipality.example", ""},
                       {"peer add municipality.example", "by its domain; or by its DID"}},
          .shape = {.operands = {{.name = "PLACE",
                                  .meaning = "the peer's public address, its domain, or its DID"}},
                    .options = with_node({})},
          .more =
              "At a domain the node is looked for in four places, and it is told which answered:\n"
              "the did:webvh that stands there, the did:web, /.well-known/bot.json, and in DNS a\n"
              "TXT record of _bot before the domain: \"v=bot1; uri=https://.../bot/1\".\n",
          .run = add};
}

Command peer_list_command() {
  return {.name = "peer list",
          .summary = "List the peers, when each was last heard, and with whom links stand.",
          .examples = {{"peer list", ""},
                       {"peer list --json", "one JSON object a line: peers, then links"}},
          .shape = {.options = with_node({})},
          .more =
              "Of a link it is shown whether it is bound to TLS, which it is where TLS ends in\n"
              "both nodes and not in a proxy, and by how much the other's clock differs,\n"
              "where that is more than five minutes.\n",
          .run = list};
}

Command peer_remove_command() {
  return {.name = "peer remove",
          .summary = "Stop exchanging feeds with a node.",
          .examples = {{"peer remove https://badges.municipality.example", ""}},
          .shape = with_url(),
          .run = remove};
}

Command peer_sync_command() {
  return {.name = "peer sync",
          .summary = "Ask every peer for news now.",
          .examples = {{"peer sync", ""}},
          .shape = {.options = with_node({})},
          .run = sync};
}

}  // namespace waarmerk::cli
