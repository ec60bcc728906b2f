// `org invite`, `org uninvite` and `org accept`: two organisations that come to recognise each
// other.
#include <filesystem>
#include <string>
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "cli/qr.hpp"
#include "cli/trust_terms.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

constexpr std::size_t invitation_file_bytes_max = 8 << 10;

Result<std::string> write_order(const Args& args) {
  const auto invitee = args.find("DID");
  if (invitee.has_value() == args.has("--anyone")) {
    return fail(bad_usage, "An invitation is for a DID, or for --anyone who has it.");
  }
  json::Writer body;
  body.begin_object();
  if (invitee) body.member("did", *invitee);
  if (const auto until = args.find("--open-until")) {
    TRY(moment, read_last_moment(*until));
    body.member("until", print_time(moment));
  }
  body.name("terms").begin_object();
  TRY_OK(write_terms(body, args));
  return body.end_object().end_object().take();
}

Result<Exit> invite(const Args& args, Workspace& workspace, Output& output) {
  TRY(order, write_order(args));
  TRY(node, NodeClient::find(args, workspace));
  TRY(made, node.post("/v1/trust/invitations", order));
  const auto link = one_line(text_at(made.root(), "link"));
  const auto file = args.find("--out");
  if (file) TRY_OK(workspace.write_file(*file, link + "\n"));
  if (output.form() == Form::json) {
    output.line(json::print(made.root()));
  } else if (!file) {
    output.line(link);
  }
  if (args.has("--qr")) {
    TRY(picture, draw_qr(link));
    output.raw(picture);
  }
  output.say("Open until " + one_line(text_at(made.root(), "until")) +
             ", for one answer. To close it: waarmerk org uninvite " +
             one_line(text_at(made.root(), "id")));
  if (args.has("--anyone")) {
    output.say("Careful: whoever has it can answer it. Hand it over in person, or by a safe way.");
  }
  return Exit::done;
}

Result<Exit> uninvite(const Args& args, Workspace& workspace, Output& output) {
  TRY(node, NodeClient::find(args, workspace));
  TRY_OK(node.erase("/v1/trust/invitations/" + encode_segment(args.get("ID"))));
  output.say("Nobody can answer it any more.");
  return Exit::done;
}

/// The link itself, or what stands in a file.
Result<std::string> read_invitation(const Args& args, const Workspace& workspace) {
  const auto& given = args.get("INVITATION");
  std::error_code ignored;
  if (given != "-" && !std::filesystem::is_regular_file(given, ignored)) return given;
  TRY(text, workspace.read_file(given, invitation_file_bytes_max));
  const auto end = text.find_first_of(" \t\r\n");
  return text.substr(0, end);
}

/// `NL-ZH, Badge`, or what else they say of those who answer.
std::string words_of(json::Value terms) {
  std::string text = text_at(terms, "kind") + ", " + number_at(terms, "amount") + ", for ";
  if (terms.find("any")) return text + "anything";
  std::string separator;
  for (const auto* name : {"skill", "achievementType", "jurisdiction"}) {
    const auto values = terms.find(name);
    if (!values) continue;
    for (const json::Value value : values->elements()) {
      text += separator + one_line(value.string().value_or(""));
      separator = ", ";
    }
  }
  return text;
}

void show(json::Value answer, Output& output) {
  if (output.form() == Form::json) return output.line(json::print(answer));
  const auto terms = answer.find("terms");
  output.facts({{"from", one_line(text_at(answer, "inviterName"))},
                {"did", one_line(text_at(answer, "inviter"))},
                {"node", one_line(text_at(answer, "node"))},
                {"they will say", terms ? words_of(*terms) : ""},
                {"open until", one_line(text_at(answer, "until"))},
                {"our answer", one_line(text_at(answer, "hash"))}});
}

Result<Exit> accept(const Args& args, Workspace& workspace, Output& output) {
  TRY(invitation, read_invitation(args, workspace));
  json::Writer body;
  body.begin_object().member("invitation", invitation);
  const bool is_look = args.has("--look");
  if (!is_look) {
    TRY_OK(write_words(body, args));
    if (has_terms(args)) {
      body.name("terms").begin_object();
      TRY_OK(write_terms(body, args));
      body.end_object();
    }
  }
  TRY(node, NodeClient::find(args, workspace));
  TRY(answer, node.post(is_look ? "/v1/trust/invitations/look" : "/v1/trust/invitations/accept",
                        body.end_object().take()));
  show(answer.root(), output);
  if (is_look) {
    output.say("It is signed by them. Nothing was answered yet.");
    return Exit::done;
  }
  const auto is_answered = answer.root().find("alreadyAnswered");
  if (is_answered && is_answered->boolean().value_or(false)) {
    output.say("It was already answered, and what was said stands. Nothing was published.");
    return Exit::done;
  }
  output.say(
      "It is on the organisation's feed, where everybody can read it. They recognise us when "
      "their node has seen it.");
  output.suggest("waarmerk org bits");
  return Exit::done;
}

}  // namespace

Command org_invite_command() {
  return {
      .name = "org invite",
      .summary = "Invite another organisation, so that both recognise each other.",
      .examples = {{"org invite did:web:library.example --achievement-type Badge", "prints a link"},
                   {"org invite --anyone --any --amount 60 --qr", "to be scanned by who is here"},
                   {"org invite did:web:library.example --any --out invitation.txt", ""}},
      .shape = {.operands = {{.name = "DID", .meaning = "whom it is for", .is_needed = false}},
                .options =
                    with_terms({{"--anyone", "", "for whoever has it, in the place of DID"},
                                {"--open-until", "T",
                                 "when it can be answered no more; in 14 days, if not given"},
                                {"--out", "FILE", "write the link into a file"},
                                {"--qr", "", "draw the link as a QR code"}})},
      .more =
          "The options say what this organisation will say of who answers. It does so by\n"
          "itself when the answer is seen on their feed: for one answer, once, for a year.\n"
          "Their feed must come here for that: make their node a peer, where it is none.\n"
          "Nobody can change the invitation, or answer it who has not got it.\n"
          "In a browser the link shows who invites, to what, and how to answer.\n",
      .run = invite};
}

Command org_uninvite_command() {
  return {.name = "org uninvite",
          .summary = "Close an invitation, so that nobody can answer it any more.",
          .examples = {{"org uninvite u8dPqRlJtwt0drmYjoQx1rYGgcb6-3bdW9eiBuVl0Lw", ""}},
          .shape = {.operands = {{.name = "ID", .meaning = "as org invite told it"}},
                    .options = with_node({})},
          .run = uninvite};
}

Command org_accept_command() {
  return {.name = "org accept",
          .summary = "Answer an invitation: recognise who invites, who then recognises us.",
          .examples =
              {{"org accept https://badges.municipality.example/invitation/u8d...#eyJ... --look",
                "who invites, and what they will say"},
               {"org accept invitation.txt", ""},
               {"org accept invitation.txt --jurisdiction NL-ZH --amount 60", ""}},
          .shape = {.operands = {{.name = "INVITATION",
                                  .meaning = "the link, or a file; - is standard input"}},
                    .options = with_terms({{"--look", "", "only show it; nothing is answered"},
                                           comment_option,
                                           until_option})},
          .more =
              "Whose it is is proved by the signature, and shown. Without options that say for\n"
              "what, this organisation says the same of them that they will say of it. Their\n"
              "node becomes a peer here; they hear the answer once this node is a peer of\n"
              "theirs. What was answered already is not said again, unless with something else.\n",
          .run = accept};
}

}  // namespace waarmerk::cli
