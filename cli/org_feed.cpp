// `org close`, `org appoint-custodian` and `org countersign`: what an organisation says of its own
// feed, by way of its running node.
#include <utility>

#include "cli/commands.hpp"
#include "cli/node_client.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

Result<Exit> close(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  json::Writer body;
  body.begin_object().member("did", args.get("DID")).member("reason", args.get("--reason"));
  TRY(answer, node.post("/v1/feed/close", body.end_object().take()));
  if (output.form() == Form::json) output.line(json::print(answer.root()));
  output.say("It is closed. Badges of before stay as they are; nothing more can be said.");
  return Exit::done;
}

Result<Exit> appoint(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  json::Writer body;
  body.begin_object().member("did", args.get("DID"));
  if (const auto from = args.find("--from")) {
    TRY(moment, read_moment(*from));
    body.member("from", print_time(moment));
  }
  body.name("countersignatures").begin_array();
  for (const auto& text : args.all("--countersigned")) body.string(text);
  TRY(answer, node.post("/v1/feed/custodian", body.end_array().end_object().take()));
  if (output.form() == Form::json) {
    output.line(json::print(answer.root()));
  } else if (const auto custodian = answer.root().find("custodian")) {
    output.facts({{"custodian", args.get("DID")},
                  {"feed", text_at(*custodian, "feed")},
                  {"from", text_at(*custodian, "from")}});
  }
  output.say("They go on when they accept: waarmerk custody accept, on their own machine.");
  return Exit::done;
}

Result<Exit> countersign(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(from, read_moment(args.get("--from")));
  json::Writer body;
  body.begin_object().member("by", args.get("BY")).member("did", args.get("DID"));
  body.member("from", print_time(from)).end_object();
  TRY(answer, node.post("/v1/feed/countersign", body.take()));
  if (output.form() == Form::json) output.line(json::print(answer.root()));
  if (output.form() != Form::json) output.line(text_at(answer.root(), "countersignature"));
  output.say("Nothing was published: hand it to them.");
  return Exit::done;
}

}  // namespace

Command org_close_command() {
  return {
      .name = "org close",
      .summary = "End the organisation's feed: its last word, for good.",
      .examples = {{"org close did:web:school.example --reason \"The school closed\"", ""}},
      .shape = {.operands = {{.name = "DID", .meaning = "the organisation's own, to be sure"}},
                .options = with_node({{"--reason", "TEXT", "why; everybody can read it", true}})},
      .more =
          "This cannot be undone: no badge can be awarded or revoked after it. Who is to go\n"
          "on with the status lists is named before: waarmerk org appoint-custodian\n",
      .run = close};
}

Command org_appoint_custodian_command() {
  return {.name = "org appoint-custodian",
          .summary = "Let another organisation go on with the status lists, and with nothing else.",
          .examples = {{"org appoint-custodian did:web:town.example", ""},
                       {"org appoint-custodian did:web:town.example --from 2027-08-01", ""}},
          .shape = {.operands = {{.name = "DID", .meaning = "who goes on with the lists"}},
                    .options =
                        with_node({{"--from", "T", "a day or a moment, in UTC; now, if not given"},
                                   {.name = "--countersigned",
                                    .value = "TEXT",
                                    .meaning = "what another printed with org countersign",
                                    .is_many = true}})},
          .more =
              "They can revoke, suspend and reinstate, and issue none of your badges. What you\n"
              "revoked stays revoked. Of several the last one named counts.\n",
          .run = appoint};
}

Command org_countersign_command() {
  return {.name = "org countersign",
          .summary = "Confirm with your own key whom another organisation appoints.",
          .examples = {{"org countersign did:web:school.example did:web:town.example "
                        "--from 2027-08-01",
                        ""}},
          .shape = {.operands = {{.name = "BY", .meaning = "who appoints"},
                                 {.name = "DID", .meaning = "who is appointed"}},
                    .options = with_node({{"--from", "T", "a day or a moment, in UTC", true}})},
          .more = "All three must be as they will be in the appointment.\n",
          .run = countersign};
}

}  // namespace waarmerk::cli
