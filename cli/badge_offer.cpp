// `badge offer`, `badge offers`, `badge confirm` and `badge unoffer`: badges that wait for a
// wallet.
#include <string>
#include <utility>
#include <vector>

#include "cli/award_claims.hpp"
#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "cli/qr.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

Result<std::string> write_order(const Args& args, const Workspace& workspace) {
  json::Writer body;
  body.begin_object().name("award").begin_object();
  body.member("achievement", args.get("ACHIEVEMENT"));
  TRY_OK(write_award_claims(body, args, workspace));
  body.end_object();
  if (const auto until = args.find("--open-until")) {
    TRY(moment, read_last_moment(*until));
    body.member("until", print_time(moment));
  }
  if (const auto formats = args.all("--format"); !formats.empty()) {
    body.name("formats").begin_array();
    for (const auto& format : formats) body.string(format);
    body.end_array();
  }
  if (args.has("--confirm")) body.name("confirm").boolean(true);
  return body.end_object().take();
}

Result<Exit> offer(const Args& args, Workspace& workspace, Output& output) {
  TRY(order, write_order(args, workspace));
  TRY(node, NodeClient::find(args, workspace));
  TRY(made, node.post("/v1/offers", order));
  const auto link =
      one_line(text_at(made.root(), args.has("--wallet-link") ? "link" : "interaction"));
  if (output.form() == Form::json) {
    output.line(json::print(made.root()));
  } else {
    output.line(link);
  }
  if (args.has("--qr")) {
    TRY(picture, draw_qr(link));
    output.raw(picture);
  }
  output.say("Transaction code: " + one_line(text_at(made.root(), "txCode")) +
             ". Give it to the earner another way than the link.");
  output.say("Open until " + one_line(text_at(made.root(), "until")) +
             ". To see who came: waarmerk badge offers");
  return Exit::done;
}

std::string state_of(json::Value offer) {
  auto state = text_at(offer, "state");
  const auto event = text_at(offer, "event");
  if (event == "credential_accepted") state += ", kept by the wallet";
  if (!event.empty() && event != "credential_accepted") state += ", not kept by the wallet";
  if (offer.find("contested")) state += ", asked for twice";
  return state;
}

Result<Exit> list(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(answer, node.get("/v1/offers"));
  const auto offers = answer.root().find("offers");
  if (!offers) return fail(strange_answer, "The node answered without its offers.");
  std::vector<std::vector<std::string>> rows;
  for (const json::Value one : offers->elements()) {
    if (output.form() == Form::json) output.line(json::print(one));
    rows.push_back({text_at(one, "id"), state_of(one), text_at(one, "until"),
                    text_at(one, "holder"), text_at(one, "achievement")});
  }
  if (output.form() != Form::json) {
    output.table({"ID", "STATE", "OPEN UNTIL", "TAKEN BY", "DEFINITION"}, rows);
  }
  return Exit::done;
}

Result<Exit> confirm(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  json::Writer body;
  body.begin_object().member("holder", args.get("DID")).end_object();
  TRY(confirmed,
      node.post("/v1/offers/" + encode_segment(args.get("ID")) + "/confirm", body.take()));
  if (output.form() == Form::json) output.line(json::print(confirmed.root()));
  output.say("The wallet gets the badge when it asks next.");
  return Exit::done;
}

Result<Exit> withdraw(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY_OK(node.erase("/v1/offers/" + encode_segment(args.get("ID"))));
  output.say("Nobody can take it any more. A badge that came of it stays.");
  return Exit::done;
}

}  // namespace

Command badge_offer_command() {
  return {
      .name = "badge offer",
      .summary = "Offer a badge to somebody's wallet: a link, and a code that goes another way.",
      .examples = {{"badge offer ID --qr", "open for a quarter of an hour"},
                   {"badge offer ID --narrative \"Hosted eight evenings\" --format ldp_vc", ""}},
      .shape = {.operands = {{.name = "ACHIEVEMENT", .meaning = "the id of the definition"}},
                .options = with_node(
                    {{"--evidence", "FILE|TEXT", "what shows it; may be given again", false, true},
                     {"--valid-until", "T", "when it ends, such as 2027-12-31"},
                     {"--narrative", "TEXT", "how this person earned it"},
                     {"--open-until", "T", "until when it can be taken: a day at the most"},
                     {"--format", "NAME", "ldp_vc, jwt_vc_json or dc+sd-jwt; may be given again",
                      false, true},
                     {"--confirm", "", "award it only once badge confirm was typed"},
                     {"--wallet-link", "", "the link for wallets that speak OpenID4VCI alone"},
                     {"--qr", "", "draw the link as a QR code"}})},
      .more =
          "The link opens a page in a browser, and leads a wallet that knows interaction\n"
          "URLs to OpenID4VCI 1.0. Whoever has it and the transaction code gets the badge,\n"
          "bound to a key of that wallet.\n",
      .run = offer};
}

Command badge_offers_command() {
  return {
      .name = "badge offers",
      .summary = "List the offers of the last week, and who took each.",
      .examples = {{"badge offers", ""}, {"badge offers --json", "one JSON object a line"}},
      .shape = {.options = with_node({})},
      .more = "One that was asked for twice was perhaps stolen: ask its earner whose key it is.\n",
      .run = list};
}

Command badge_confirm_command() {
  return {.name = "badge confirm",
          .summary = "Award an offered badge to the wallet that waits for it.",
          .examples = {{"badge confirm 0123456789abcdef did:key:z6Mk...", "see badge offers"}},
          .shape = {.operands = {{.name = "ID", .meaning = "the id of the offer"},
                                 {.name = "DID", .meaning = "whom badge offers shows to wait"}},
                    .options = with_node({})},
          .more =
              "A wallet waits for ten minutes. Where a second came with both codes meanwhile,\n"
              "the offer is contested, and nobody gets the badge.\n",
          .run = confirm};
}

Command badge_unoffer_command() {
  return {.name = "badge unoffer",
          .summary = "Withdraw an offer.",
          .examples = {{"badge unoffer 0123456789abcdef", ""}},
          .shape = {.operands = {{.name = "ID", .meaning = "the id of the offer"}},
                    .options = with_node({})},
          .run = withdraw};
}

}  // namespace waarmerk::cli
