// `badge award`: gives somebody a badge.
#include <utility>

#include "cli/award_claims.hpp"
#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

Result<void> write_subject(json::Writer& writer, const std::string& whom) {
  const bool is_did = whom.starts_with("did:");
  const bool is_email = !is_did && whom.contains('@') && !whom.contains(':');
  if (whom == "card") {
    writer.name("subject").begin_object().name("card").boolean(true).end_object();
    return {};
  }
  if (!is_did && !is_email) {
    return fail(bad_usage, "--to is a DID, an e-mail address, or the word card.");
  }
  writer.name("subject").begin_object().member(is_did ? "id" : "email", whom).end_object();
  return {};
}

Result<std::string> write_award(const Args& args, const Workspace& workspace) {
  json::Writer writer;
  writer.begin_object().member("achievement", args.get("ACHIEVEMENT"));
  TRY_OK(write_subject(writer, args.get("--to")));
  TRY_OK(write_award_claims(writer, args, workspace));
  if (const auto form = args.find("--form")) writer.member("form", *form);
  if (const auto pointers = args.all("--disclosable"); !pointers.empty()) {
    writer.name("disclosablePointers").begin_array();
    for (const auto& pointer : pointers) writer.string(pointer);
    writer.end_array();
  }
  return writer.end_object().take();
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(award, write_award(args, workspace));
  TRY(node, NodeClient::find(args, workspace));
  TRY(given, node.post("/v1/badges", award));
  const auto id = text_at(given.root(), "id");
  const auto credential = given.root().find("credential");
  if (!credential) return fail(strange_answer, "The node answered without a badge.");
  const auto file = args.find("-o");
  if (file) TRY_OK(workspace.write_file(*file, json::print(*credential) + "\n"));
  if (output.form() == Form::json) {
    output.line(json::print(given.root()));
  } else if (file) {
    output.fields({id, *file});
  } else {
    output.line(json::print(*credential));
  }
  output.say("Awarded " + one_line(id) + ".");
  if (const auto warnings = given.root().find("warnings")) {
    for (const json::Value one : warnings->elements()) {
      output.say("Careful: " + one_line(one.string().value_or("")));
    }
  }
  if (file) output.suggest("waarmerk badge verify " + one_line(*file));
  return Exit::done;
}

}  // namespace

Command badge_award_command() {
  return {
      .name = "badge award",
      .summary = "Give somebody a badge.",
      .examples = {{"badge award ID --to did:key:z6Mk... -o badge.json", ""},
                   {"badge award ID --to amira@example.org --narrative \"Hosted eight evenings\"",
                    "the address stands in the badge as a salted hash only"},
                   {"badge award ID --to card -o badge.json", "for badge print --card --claim"},
                   {"badge award ID --to did:web:amira.example --evidence evidence.json", ""}},
      .shape = {.operands = {{.name = "ACHIEVEMENT", .meaning = "the id of the definition"}},
                .options = with_node(
                    {{"--to", "DID|EMAIL|card",
                      "who gets it; or a card on paper, which names nobody", true},
                     {"--evidence", "FILE|TEXT", "what shows it; may be given again", false, true},
                     {"--valid-until", "T", "when it ends, such as 2027-12-31"},
                     {"--narrative", "TEXT", "how this person earned it"},
                     {"--form", "NAME", "how it is secured: see below"},
                     {"--disclosable", "POINTER", "what may be kept back; may be given again",
                      false, true},
                     {"-o", "FILE", "write the badge into a file"}})},
      .more =
          "Without -o the badge itself is printed. It is on the node's disk before that.\n"
          "NAME is eddsa-rdfc-2022 (usual), another cryptosuite of the organisation's key, or\n"
          "vc-jwt, vc-sd-jwt or vc-cose for an envelope; or dc+sd-jwt for an SD-JWT VC\n"
          "that is bound to the key of a did:key or did:jwk. POINTER, such as\n"
          "/credentialSubject/narrative, goes with vc-sd-jwt.\n",
      .run = run};
}

}  // namespace waarmerk::cli
