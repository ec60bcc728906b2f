// `badge award`: gives somebody a badge.
#include <filesystem>
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

constexpr std::size_t evidence_bytes_max = 1 << 20;

/// A file with JSON, one object or several; or else the words themselves.
Result<void> write_evidence(json::Writer& writer, const std::vector<std::string>& given,
                            const Workspace& workspace) {
  if (given.empty()) return {};
  writer.name("evidence").begin_array();
  for (const auto& each : given) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(each, ignored)) {
      const bool is_url = each.starts_with("https://");
      writer.begin_object().member(is_url ? "id" : "narrative", each).end_object();
      continue;
    }
    TRY(text, workspace.read_file(each, evidence_bytes_max));
    TRY(document, json::parse(text));
    if (!document.root().is(json::Kind::array)) writer.value(document.root());
    for (const auto value : document.root().elements()) writer.value(value);
  }
  writer.end_array();
  return {};
}

Result<void> write_subject(json::Writer& writer, const std::string& whom) {
  const bool is_did = whom.starts_with("did:");
  const bool is_email = !is_did && whom.contains('@') && !whom.contains(':');
  if (!is_did && !is_email) {
    return fail(bad_usage, "--to is a DID or an e-mail address.");
  }
  writer.name("subject").begin_object().member(is_did ? "id" : "email", whom).end_object();
  return {};
}

Result<std::string> write_award(const Args& args, const Workspace& workspace) {
  json::Writer writer;
  writer.begin_object().member("achievement", args.get("ACHIEVEMENT"));
  TRY_OK(write_subject(writer, args.get("--to")));
  if (const auto text = args.find("--valid-until")) {
    TRY(time, read_last_moment(*text));
    writer.member("validUntil", print_time(time));
  }
  if (const auto narrative = args.find("--narrative")) writer.member("narrative", *narrative);
  TRY_OK(write_evidence(writer, args.all("--evidence"), workspace));
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
                   {"badge award ID --to did:web:amira.example --evidence evidence.json", ""}},
      .shape = {.operands = {{.name = "ACHIEVEMENT", .meaning = "the id of the definition"}},
                .options = with_node(
                    {{"--to", "DID|EMAIL", "who gets it", true},
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
          "vc-jwt, vc-sd-jwt or vc-cose for an envelope. POINTER, such as\n"
          "/credentialSubject/narrative, goes with vc-sd-jwt.\n",
      .run = run};
}

}  // namespace waarmerk::cli
