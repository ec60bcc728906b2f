// `wallet present`: shows badges to whoever asks for them by OpenID4VP, once their holder agrees.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "cli/badge_book.hpp"
#include "cli/badge_check.hpp"
#include "cli/commands.hpp"
#include "cli/consent.hpp"
#include "cli/error_codes.hpp"
#include "cli/kept_badges.hpp"
#include "cli/pasted.hpp"
#include "cli/web.hpp"
#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/percent.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "node/wallet/disclosing.hpp"
#include "node/wallet/link_parameter.hpp"
#include "node/wallet/matching.hpp"
#include "node/wallet/offer_reading.hpp"
#include "node/wallet/presentation_reading.hpp"

namespace waarmerk::cli {
namespace {

namespace wallet = node::wallet;

constexpr std::string_view request_accept = "application/oauth-authz-req+jwt";
constexpr std::size_t nonce_bytes = 16;

/// Whoever made the request proves it by a key of their DID, or it is not looked at.
Result<void> check_verifier(const jose::Jws& request, const wallet::RequestLink& link,
                            const Args& args, Workspace& workspace) {
  TRY(did, wallet::verifier_of(link.client_id));
  TRY(evidence, make_evidence(args, workspace));
  TRY(found, workspace.run(evidence.find_did(did)));
  TRY(document, found.documents.newest());
  return wallet::check_request(request, document);
}

Result<wallet::Asked> fetch_request(const Args& args, Workspace& workspace) {
  Web web(args, workspace);
  std::string text(pasted(args.get("LINK")));
  if (begins_as(text, {"openid-credential-offer:"})) {
    return fail(bad_usage, "This offers a badge, and asks for none: see wallet receive.");
  }
  if (wallet::is_interaction(text)) {
    TRY(answer, web.get(text, std::string(json_type), wallet::read_request_refusal));
    TRY(inside, wallet::read_interaction(answer, wallet::Protocol::oid4vp));
    text = inside;
  }
  TRY(link, wallet::read_request_link(text));
  std::string nonce;
  if (link.is_post) nonce = encoding::encode_base64url(draw<nonce_bytes>(workspace.random()));
  TRY(compact, link.is_post
                   ? web.post(link.url, {.body = "wallet_nonce=" + nonce,
                                         .type = std::string(form_type),
                                         .accept = std::string(request_accept),
                                         .refusal = wallet::read_request_refusal})
                   : web.get(link.url, std::string(request_accept), wallet::read_request_refusal));
  TRY(request, wallet::open_request(compact));
  TRY_OK(check_verifier(request, link, args, workspace));
  return wallet::read_request(request,
                              {.link = link, .wallet_nonce = nonce, .now = workspace.now()});
}

/// The badges that may be shown: those of `--badge`, or all.
Result<wallet::Book> choose_from(const wallet::Book& book, const Args& args) {
  const auto named = args.all("--badge");
  if (named.empty()) return book;
  TRY(badges, find_badges(book, named));
  wallet::Book some;
  some.holders = book.holders;
  some.badges = std::move(badges);
  return some;
}

void say_who_asks(const wallet::Asked& asked, Output& output) {
  const auto who = asked.client_id.substr(asked.client_id.find(':') + 1);
  output.say("Asked by " + one_line(asked.name.empty() ? who : asked.name + " (" + who + ")"));
  if (!asked.purpose.empty()) output.say("They say why: " + one_line(asked.purpose));
  if (asked.kept_until) {
    output.say("They say that they keep your answer until " + print_time(*asked.kept_until) + ".");
  }
  output.say("The DID is proved. What they call themselves is not.");
}

/// Before anybody agrees: the badges that go out whole, and of the others every claim that does.
/// Gives the names of these claims.
Result<std::vector<std::string>> say_what_goes(const wallet::Book& book,
                                               const std::vector<wallet::Match>& matches,
                                               Output& output) {
  std::vector<std::string> names;
  std::vector<wallet::KeptBadge> whole;
  for (const auto& match : matches) {
    if (!match.is_part()) whole.push_back(book.badges[match.badge]);
  }
  if (!whole.empty()) say_what_is_seen(whole, output);
  for (const auto& match : matches) {
    if (!match.is_part()) continue;
    const auto& badge = book.badges[match.badge];
    TRY(part, wallet::choose_part(badge.text, match.claims));
    say_which_claims(badge, part, output);
    for (auto& claim : part.shown) names.push_back(std::move(claim.name));
  }
  std::ranges::sort(names);
  return names;
}

/// Where they want to be gone on with; nowhere where that is empty.
std::string redirect_in(std::string_view answer) {
  const auto document = json::parse(answer);
  const auto url = document ? document->root().find("redirect_uri") : std::nullopt;
  return std::string(url ? url->string().value_or("") : std::string_view());
}

struct Outcome {
  std::size_t shown;
  std::vector<std::string> claims;  ///< of what is shown claim by claim
  std::string redirect;
};

void show(const wallet::Asked& asked, const Outcome& outcome, Output& output) {
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object().member("to", asked.client_id);
    writer.name("shown").integer(static_cast<std::int64_t>(outcome.shown));
    if (!outcome.claims.empty()) {
      writer.name("claims").begin_array();
      for (const auto& claim : outcome.claims) writer.string(claim);
      writer.end_array();
    }
    if (!outcome.redirect.empty()) writer.member("goOn", outcome.redirect);
    return output.line(writer.end_object().take());
  }
  output.facts({{"shown to", asked.client_id},
                {"badges", std::to_string(outcome.shown)},
                {"go on at", outcome.redirect}});
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  if (output.form() == Form::json && !args.has("--yes")) {
    return fail(bad_usage, "Nobody sees with --json what they agree to: give --yes too.");
  }
  TRY(asked, fetch_request(args, workspace));
  TRY(opened, BadgeBook::open(args, workspace));
  TRY(book, choose_from(opened.book(), args));
  say_who_asks(asked, output);
  TRY(matches, wallet::match_badges(book, asked.query));
  TRY(claims, say_what_goes(book, matches, output));
  Web web(args, workspace);
  if (auto agreed = ask_consent("Show them this?", args, workspace); !agreed) {
    if (agreed.error().code != not_agreed) return failure_of(std::move(agreed));
    // So that who asks does not wait; that it arrives is not needed.
    static_cast<void>(web.post(asked.response_uri, {.body = wallet::write_refusal(asked),
                                                    .type = std::string(form_type)}));
    return failure_of(std::move(agreed));
  }
  TRY(answer, wallet::write_answer(book, asked, matches, workspace.now()));
  TRY(heard, web.post(asked.response_uri, {.body = answer,
                                           .type = std::string(form_type),
                                           .refusal = wallet::read_request_refusal}));
  show(asked, {matches.size(), claims, redirect_in(heard)}, output);
  return Exit::done;
}

std::vector<Option> options() {
  auto all = with_wallet({yes_option,
                          {.name = "--badge",
                           .value = "BADGE",
                           .meaning = "choose among these alone; may be given again",
                           .is_many = true}});
  const auto evidence = evidence_options();
  all.insert(all.begin() + 2, evidence.begin(), evidence.end());
  return all;
}

}  // namespace

Command wallet_present_command() {
  return {
      .name = "wallet present",
      .summary = "Show badges to somebody who asks for them, once you agree.",
      .examples = {{"wallet present 'openid4vp://?client_id=...&request_uri=...'",
                    "what the QR code of who asks holds"},
                   {"wallet present LINK --badge 2", "with a badge that you choose"}},
      .shape = {.operands = {{.name = "LINK", .meaning = "the request: a link of OpenID4VP"}},
                .options = options()},
      .more =
          "Who asks must have signed the request with a key of their DID. You are told who it is,\n"
          "and what they will see, before you agree; what is shown is signed for them alone.\n"
          "Only badges that were given to a key of your book are shown. Of an SD-JWT VC only the\n"
          "claims go out that were asked for: each is told with its value.\n",
      .run = run};
}

}  // namespace waarmerk::cli
