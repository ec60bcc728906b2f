// `org recognise`, `org endorse` and `org withdraw`: what an organisation says of others, by way of
// its running node.
#include <string>
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "cli/trust_terms.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

Result<void> write_name(json::Writer& body, const Args& args) {
  if (const auto form = args.find("--form")) body.member("form", *form);
  if (const auto name = args.find("--name")) body.member("name", *name);
  return write_words(body, args);
}

Result<Exit> publish(const std::string& body, const Args& args, Workspace& workspace,
                     Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY(answer, node.post("/v1/trust/bits", body));
  if (output.form() == Form::json) {
    output.line(json::print(answer.root()));
  } else {
    const auto credential = answer.root().find("credential");
    output.facts({{"hash", one_line(text_at(answer.root(), "hash"))},
                  {"about", one_line(args.get("DID"))},
                  {"until", credential ? one_line(text_at(*credential, "validUntil")) : ""}});
  }
  output.say("It is on the organisation's feed, where everybody can read it.");
  output.suggest("waarmerk org bits");
  return Exit::done;
}

Result<Exit> recognise(const Args& args, Workspace& workspace, Output& output) {
  json::Writer body;
  body.begin_object().member("did", args.get("DID"));
  TRY_OK(write_terms(body, args));
  TRY_OK(write_name(body, args));
  return publish(body.end_object().take(), args, workspace, output);
}

Result<Exit> endorse(const Args& args, Workspace& workspace, Output& output) {
  json::Writer body;
  body.begin_object().member("did", args.get("DID")).name("plain").boolean(true);
  TRY_OK(write_name(body, args));
  return publish(body.end_object().take(), args, workspace, output);
}

Result<Exit> withdraw(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  const auto what = args.get("WHAT");
  json::Writer body;
  body.begin_object().member(what.starts_with("did:") ? "did" : "hash", what);
  body.member("reason", args.get("--reason")).end_object();
  TRY(answer, node.post("/v1/trust/bits/withdraw", body.take()));
  const auto withdrawn = answer.root().find("withdrawn");
  if (!withdrawn) return fail(strange_answer, "The node answered without what it withdrew.");
  if (output.form() == Form::json) {
    output.line(json::print(answer.root()));
  } else {
    for (const json::Value hash : withdrawn->elements()) {
      output.line(one_line(hash.string().value_or("")));
    }
  }
  output.say("It holds no more, from now on. What was said before stays on the feed.");
  return Exit::done;
}

constexpr Option form_option{"--form", "FORM",
                             "endorsement, if not given, or recognized-entity, as W3C has it"};
constexpr Option name_option{"--name", "TEXT", "what to call it; made of both sides, if not given"};

}  // namespace

Command org_recognise_command() {
  return {
      .name = "org recognise",
      .summary = "Say in public that another organisation's badges are to be believed.",
      .examples = {{"org recognise did:web:westpractice.example --achievement-type Badge", ""},
                   {"org recognise did:web:inspection.example --any --introduce --depth 2",
                    "believe also whom it recognises, and whom they do"},
                   {"org recognise did:web:library.example --jurisdiction NL-ZH --amount 60", ""}},
      .shape = {.operands = {{.name = "DID", .meaning = "of the organisation"}},
                .options = with_terms({form_option, name_option, comment_option, until_option})},
      .more =
          "One of --skill, --achievement-type, --jurisdiction and --any is needed: a\n"
          "recognition says for what. 120 is whole, 60 half.\n"
          "It is for everybody and for ever, so it is about organisations only. A DID that is\n"
          "a key alone, or that had a badge from here, may be a person's, and is refused until\n"
          "its feed is known here. To change a recognition say it again, with the same scope.\n",
      .run = recognise};
}

Command org_endorse_command() {
  return {
      .name = "org endorse",
      .summary = "Speak well of another organisation, without saying how far to believe it.",
      .examples = {{"org endorse did:web:library.example --comment \"Partner since 2024\"", ""}},
      .shape = {.operands = {{.name = "DID", .meaning = "of the organisation"}},
                .options = with_node({form_option, name_option, comment_option, until_option})},
      .more =
          "It is an endorsement as any reader of Open Badges knows it. It is shown, and counts\n"
          "for nothing where trust is computed: for that there is waarmerk org recognise\n"
          "It is for everybody and for ever: only organisations are endorsed.\n",
      .run = endorse};
}

Command org_withdraw_command() {
  return {
      .name = "org withdraw",
      .summary = "Take back what the organisation said of another, at once.",
      .examples = {{"org withdraw did:web:library.example --reason \"It moved away\"",
                    "all that it says of it"},
                   {"org withdraw u8dPqRlJtwt0drmYjoQx1rYGgcb6-3bdW9eiBuVl0Lw --reason \"Renewed\"",
                    ""}},
      .shape = {.operands = {{.name = "WHAT", .meaning = "its hash, or the DID it is about"}},
                .options = with_node({{"--reason", "TEXT", "why; everybody can read it", true}})},
      .more =
          "Nodes hear of it by the feed; who keeps a copy of the endorsement sees it in the\n"
          "status list that the copy names. The hash is in: waarmerk org bits\n",
      .run = withdraw};
}

}  // namespace waarmerk::cli
