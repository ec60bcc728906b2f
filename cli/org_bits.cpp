// `org bits`: what the organisation says of others, and what they say of it.
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

/// `NL-ZH, Badge`; the names of the dimensions are left to --json.
std::string scope_of(json::Value bit) {
  if (bit.find("any")) return "anything";
  std::string text;
  for (const auto* name : {"skill", "achievementType", "jurisdiction"}) {
    const auto values = bit.find(name);
    if (!values) continue;
    for (const json::Value value : values->elements()) {
      text += (text.empty() ? "" : ", ") + one_line(value.string().value_or(""));
    }
  }
  return text;
}

std::string kind_of(json::Value bit) {
  const bool is_plain = bit.find("plain").and_then(&json::Value::boolean).value_or(false);
  return is_plain ? "endorse" : text_at(bit, "kind");
}

std::string state_of(json::Value bit) {
  const bool is_mutual = bit.find("mutual").and_then(&json::Value::boolean).value_or(false);
  return text_at(bit, "state") + (is_mutual ? ", mutual" : "");
}

/// The other side by its name, else its DID, and where that cannot be read its feed.
std::string other_side(json::Value bit, const std::string& did) {
  const auto name = text_at(bit, "called");
  if (!name.empty()) return one_line(name);
  return did.empty() ? one_line(text_at(bit, "feed")) : did;
}

/// By the name of each.
void tell_mutual(json::Value answer, Output& output) {
  const auto bits = answer.find("given");
  if (!bits) return;
  for (const json::Value bit : bits->elements()) {
    const bool is_mutual = bit.find("mutual").and_then(&json::Value::boolean).value_or(false);
    const auto name = one_line(text_at(bit, "relationName"));
    if (is_mutual && !name.empty()) output.say("On both sides: " + name);
  }
}

Result<void> add_rows(json::Value answer, bool is_given,
                      std::vector<std::vector<std::string>>& rows) {
  const auto bits = answer.find(is_given ? "given" : "received");
  if (!bits) return fail(strange_answer, "The node answered without what was said.");
  for (const json::Value bit : bits->elements()) {
    const auto did = one_line(text_at(bit, is_given ? "trustee" : "truster"));
    rows.push_back({is_given ? "by us" : "of us", other_side(bit, did), kind_of(bit),
                    number_at(bit, "amount"), scope_of(bit), text_at(bit, "until"), state_of(bit),
                    text_at(bit, "hash"), did});
  }
  return {};
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(answer, node.get("/v1/trust/bits"));
  if (output.form() == Form::json) {
    output.line(json::print(answer.root()));
    return Exit::done;
  }
  std::vector<std::vector<std::string>> rows;
  TRY_OK(add_rows(answer.root(), true, rows));
  TRY_OK(add_rows(answer.root(), false, rows));
  output.table({"SAID", "WHO", "KIND", "AMOUNT", "FOR", "UNTIL", "STATE", "HASH", "DID"}, rows);
  tell_mutual(answer.root(), output);
  return Exit::done;
}

}  // namespace

Command org_bits_command() {
  return {.name = "org bits",
          .summary = "List what the organisation says of others, and what they say of it.",
          .examples = {{"org bits", ""}, {"org bits --json", "one JSON object: given, received"}},
          .shape = {.options = with_node({})},
          .more =
              "Each is a bit of trust: of whom, for what, how much and until when. What was\n"
              "replaced by a later one, was withdrawn or is over is listed too, and says so.\n"
              "A name is what your policy calls it, or it itself; its DID stands at the end.\n"
              "1,000 of each side are shown at the most, the newest first.\n",
          .run = run};
}

}  // namespace waarmerk::cli
