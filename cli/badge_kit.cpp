// `badge kit`: one file with all that is needed to check a badge when its issuer is gone.
#include <utility>

#include "cli/commands.hpp"
#include "cli/node_client.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/badge_file.hpp"
#include "node/image/baked_badge.hpp"

namespace waarmerk::cli {
namespace {

Result<std::string> write_order(std::string_view file_text, bool is_staple) {
  TRY(badge, node::credential::unwrap_badge(file_text));
  json::Writer writer;
  writer.begin_object().member("form", is_staple ? "staple" : "kit");
  if (badge.text.starts_with('{')) {
    writer.name("verifiableCredential").raw(badge.text);
  } else {
    writer.member("verifiableCredential", badge.text);
  }
  return writer.end_object().take();
}

/// A did:web is what its host says today.
bool keeps_no_history(const json::Document& kit) {
  return text_at(kit.root(), "issuer").starts_with("did:web:");
}

void warn(Output& output) {
  output.say(
      "Careful: the issuer is a did:web, which keeps no history. The kit cannot prove whose its");
  output.say("keys were: once the name is another's, nobody can tell that by the kit alone.");
  output.say(
      "Ask the issuer for the badge under a did:webvh, and until then verify it on a node that");
  output.say("has followed the issuer: that one remembers its keys, and tells when they change.");
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(text, workspace.read_file(args.get("FILE"), node::image::image_bytes_max));
  TRY(order, write_order(text, args.has("--staple")));
  TRY(node, NodeClient::find(args, workspace));
  TRY(kit, node.post("/v1/kits", order));
  const auto& file = args.get("--out");
  const auto written = json::print(kit.root()) + "\n";
  TRY_OK(workspace.write_file(file, written));
  const auto bytes = std::to_string(written.size());
  if (output.form() == Form::json) {
    json::Writer told;
    told.begin_object().member("file", file).name("bytes");
    told.integer(static_cast<std::int64_t>(written.size()));
    told.name("history").boolean(!keeps_no_history(kit)).end_object();
    output.line(told.take());
  } else {
    output.fields({file, bytes});
  }
  if (keeps_no_history(kit)) warn(output);
  output.say("Wrote " + bytes + " bytes: keep the file beside the badge.");
  output.suggest("waarmerk badge verify " + one_line(file) + " --offline");
  return Exit::done;
}

}  // namespace

Command badge_kit_command() {
  return {
      .name = "badge kit",
      .summary = "Make a survival kit: a file by which a badge is checked when its issuer is gone.",
      .examples = {{"badge kit badge.json --out badge.kit", ""},
                   {"badge kit badge.json --out badge.staple --staple",
                    "only the list and who saw it: to be handed over with the badge"}},
      .shape = {.operands = {{.name = "FILE",
                              .meaning =
                                  "a badge: JSON, JWS, COSE or picture; - is standard input"}},
                .options =
                    with_node({{"--out", "FILE", "where the kit goes", true},
                               {"--staple", "", "without the badge and its issuer's papers"}})},
      .more =
          "What the node holds of the issuer goes into one open file: the history of its DID, its\n"
          "newest status lists, the entries of its feed that carry them, and what witnesses said.\n"
          "Whoever checks it verifies each part as if a stranger had brought it. Of a did:web "
          "there\n"
          "is no history to keep: it says so, and what to do.\n",
      .run = run};
}

}  // namespace waarmerk::cli
