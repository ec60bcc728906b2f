// `custody accept`, `custody list`, `custody revoke`, `custody suspend` and `custody reinstate`:
// the status lists of others, who appointed this organisation to go on with them.
#include <string>
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "cli/status_deed.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/status_entry.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;

bool is_so(json::Value ward, std::string_view name) {
  return ward.find(name).and_then(&json::Value::boolean).value_or(false);
}

std::string state_of(json::Value ward) {
  if (!is_so(ward, "accepted")) return "asked us";
  return is_so(ward, "inForce") ? "in force" : "not in force";
}

Result<void> show(const json::Document& answer, Output& output) {
  const auto wards = answer.root().find("custody");
  if (!wards) return fail(strange_answer, "The node answered without its custody.");
  std::vector<std::vector<std::string>> rows;
  for (const json::Value ward : wards->elements()) {
    if (output.form() == Form::json) output.line(json::print(ward));
    const auto lists = ward.find("lists");
    rows.push_back(
        {text_at(ward, "did"), state_of(ward), std::to_string(lists ? lists->size() : 0)});
  }
  if (output.form() != Form::json) output.table({"DID", "STATE", "LISTS"}, rows);
  return {};
}

Result<Exit> accept(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  json::Writer body;
  body.begin_object().member("did", args.get("DID")).end_object();
  TRY(answer, node.post("/v1/custody", body.take()));
  TRY_OK(show(answer, output));
  return Exit::done;
}

Result<Exit> list(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(answer, node.get("/v1/custody"));
  TRY_OK(show(answer, output));
  return Exit::done;
}

/// The place of the badge in a list of this purpose.
Result<credential::StatusEntry> find_place(const Args& args, const Workspace& workspace,
                                           std::string_view purpose) {
  TRY(text, workspace.read_file(args.get("FILE"), credential::file_bytes_max));
  TRY(opened, credential::open(text));
  TRY(badge, credential::read_credential(opened.document));
  for (const auto& status : badge.statuses) {
    const auto entry = credential::read_status_entry(status, "$.credentialStatus");
    if (entry && entry->purpose == purpose && entry->size == 1) return entry;
  }
  return fail(bad_usage, "The badge names no list for " + std::string(purpose) + ".");
}

Result<Exit> change(StatusDeed deed, const Args& args, Workspace& workspace, Output& output) {
  const auto purpose = deed == StatusDeed::revoke ? credential::revocation : credential::suspension;
  TRY(place, find_place(args, workspace, purpose));
  TRY(node, NodeClient::find(args, workspace));
  json::Writer body;
  body.begin_object().member("list", place.list_url);
  body.name("index").integer(static_cast<std::int64_t>(place.index));
  body.member("action", word_of(deed)).end_object();
  TRY_OK(node.post("/v1/custody/status", body.take()));
  output.say(status_is_out);
  return Exit::done;
}

Shape with_file() {
  return {.operands = {{.name = "FILE", .meaning = "a badge of theirs; - is standard input"}},
          .options = with_node({})};
}

}  // namespace

Command custody_accept_command() {
  return {.name = "custody accept",
          .summary = "Go on with the status lists of an organisation that asked us to.",
          .examples = {{"custody accept did:web:school.example", ""}},
          .shape = {.operands = {{.name = "DID", .meaning = "who appointed us"}},
                    .options = with_node({})},
          .more =
              "Its lists are published on our feed from now on, signed by us; what it revoked\n"
              "stays revoked. We issue none of its badges.\n",
          .run = accept};
}

Command custody_list_command() {
  return {.name = "custody list",
          .summary = "List the organisations whose status lists we go on with.",
          .examples = {{"custody list", ""}, {"custody list --json", "one JSON object a line"}},
          .shape = {.options = with_node({})},
          .run = list};
}

Command custody_revoke_command() {
  return {.name = "custody revoke",
          .summary = "Withdraw a badge of theirs for good.",
          .examples = {{"custody revoke badge.json", ""}},
          .shape = with_file(),
          .more = "This cannot be undone. The badge itself is not checked.\n",
          .run = with_deed<StatusDeed::revoke, change>};
}

Command custody_suspend_command() {
  return {.name = "custody suspend",
          .summary = "Withdraw a badge of theirs for a while.",
          .examples = {{"custody suspend badge.json", ""}},
          .shape = with_file(),
          .run = with_deed<StatusDeed::suspend, change>};
}

Command custody_reinstate_command() {
  return {.name = "custody reinstate",
          .summary = "Make a suspended badge of theirs valid again.",
          .examples = {{"custody reinstate badge.json", ""}},
          .shape = with_file(),
          .run = with_deed<StatusDeed::reinstate, change>};
}

}  // namespace waarmerk::cli
