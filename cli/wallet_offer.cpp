#include "cli/wallet_offer.hpp"

#include <utility>

#include "cli/error_codes.hpp"
#include "cli/pasted.hpp"
#include "cli/web.hpp"
#include "crypto/json/writer.hpp"
#include "did/did_key.hpp"
#include "node/openid/metadata.hpp"
#include "node/ops/secret_file.hpp"

namespace waarmerk::cli {
namespace {

namespace wallet = node::wallet;
namespace openid = node::openid;

Result<wallet::OpenOffer> read_offer(const wallet::OfferLink& link, Web& web) {
  if (!link.offer.empty()) return wallet::read_open_offer(link.offer);
  TRY(text, web.get(link.url, std::string(json_type), wallet::read_offer_refusal));
  return wallet::read_open_offer(text);
}

std::string question_of(const wallet::TxCode& code) {
  std::string text = "The code that the issuer gave you another way";
  if (code.length > 0) {
    text += " (" + std::to_string(code.length) + (code.is_numeric ? " digits)" : " characters)");
  }
  return text + ": ";
}

/// An issuer counts the tries: what cannot be the code is not tried.
Result<void> check_typed(std::string_view code, const wallet::TxCode& wanted) {
  if (code.empty()) return fail(bad_usage, "The offer needs its code, and none was typed.");
  const bool is_number = code.find_first_not_of("0123456789") == std::string_view::npos;
  const bool is_long = std::cmp_equal(code.size(), wanted.length) || wanted.length == 0;
  if (!wanted.is_numeric || (is_number && is_long)) return {};
  return fail(bad_usage, "The code has " +
                             (wanted.length > 0 ? std::to_string(wanted.length) + " " : "") +
                             "digits and nothing else. It was not sent.");
}

Result<std::optional<std::string>> find_tx_code(const wallet::OpenOffer& offer, const Args& args,
                                                Workspace& workspace) {
  if (!offer.tx_code) return std::optional<std::string>();
  if (const auto file = args.find("--tx-code-file")) {
    TRY(code, node::ops::read_secret_file(*file));
    return std::optional(pasted_digits(text_of(code.view())));
  }
  if (args.has("--no-input")) {
    return fail(no_terminal, "The offer needs a code, and --no-input forbids asking.");
  }
  TRY(typed, workspace.console().ask(question_of(*offer.tx_code)));
  auto code = pasted_digits(typed);
  TRY_OK(check_typed(code, *offer.tx_code));
  return std::optional(std::move(code));
}

Result<wallet::Grant> get_grant(const wallet::OpenOffer& offer, const wallet::IssuerFace& face,
                                const std::optional<std::string>& tx_code, Web& web) {
  TRY(metadata, web.get(wallet::well_known(face.authorization, openid::server_metadata_path)));
  TRY(endpoint, wallet::read_token_endpoint(metadata, face.authorization));
  TRY(answer, web.post(endpoint, {.body = wallet::write_token_request(offer, tx_code),
                                  .type = std::string(form_type),
                                  .refusal = tx_code ? wallet::read_tx_code_refusal
                                                     : wallet::read_token_refusal}));
  return wallet::read_grant(answer, face.configuration);
}

Result<std::string> make_proof(const wallet::OpenOffer& offer, const wallet::IssuerFace& face,
                               const wallet::Holder& holder, Web& web, UnixTime now) {
  std::string nonce;
  if (!face.nonce_endpoint.empty()) {
    TRY(answer, web.post(face.nonce_endpoint, {.body = "", .type = std::string(json_type)}));
    TRY(drawn, wallet::read_text(answer, "c_nonce"));
    nonce = drawn;
  }
  TRY(signer, wallet::signer_of(holder));
  std::string key_id;
  if (!face.binds_key) key_id = did::did_key_method_of(signer->public_key()).text();
  return wallet::write_holder_proof(
      {.audience = offer.issuer, .nonce = nonce, .key_id = std::move(key_id), .now = now}, *signer);
}

struct Line {
  Web& web;
  Workspace& workspace;
};

/// The code of the offer is spent by now: a connection that breaks, or a nonce that is over, is
/// tried once more, for there is no other way back to the badge.
Result<std::string> ask_credential(const wallet::OpenOffer& offer, const wallet::IssuerFace& face,
                                   const wallet::Holder& holder, const wallet::Grant& grant,
                                   Line line) {
  constexpr int tries_max = 2;
  for (int tried = 1;; ++tried) {
    TRY(proof, make_proof(offer, face, holder, line.web, line.workspace.now()));
    const wallet::CredentialWish wish{
        .configuration = face.configuration, .identifier = grant.identifier, .proof = proof};
    auto answer =
        line.web.post(face.credential_endpoint, {.body = wallet::write_credential_request(wish),
                                                 .type = std::string(json_type),
                                                 .bearer = grant.token,
                                                 .refusal = wallet::read_credential_refusal});
    const bool is_final = answer || answer.error().code.kind != ErrorKind::unavailable;
    if (is_final || tried == tries_max) return answer;
  }
}

TakenOffer taken(wallet::Given given, wallet::Waiting promise, const std::string& notices) {
  TakenOffer out{.badges = std::move(given.credentials), .interval_s = given.interval_s};
  if (!given.notification_id.empty() && !out.badges.empty()) {
    out.notice = {.endpoint = notices, .token = promise.token, .id = given.notification_id};
  }
  if (!out.badges.empty()) return out;
  promise.transaction = std::move(given.transaction_id);
  out.waiting = std::move(promise);
  return out;
}

}  // namespace

Result<TakenOffer> take_offer(const wallet::OfferLink& link, const wallet::Holder& holder,
                              const Args& args, Workspace& workspace, Output& output) {
  Web web(args, workspace);
  TRY(offer, read_offer(link, web));
  TRY(metadata, web.get(wallet::well_known(offer.issuer, openid::issuer_metadata_path)));
  TRY(face, wallet::read_issuer(metadata, offer));
  output.say("Offered by " +
             one_line(face.name.empty() ? offer.issuer : face.name + " (" + offer.issuer + ")"));
  TRY(tx_code, find_tx_code(offer, args, workspace));
  TRY(grant, get_grant(offer, face, tx_code, web));
  TRY(answer, ask_credential(offer, face, holder, grant, {web, workspace}));
  TRY(given, wallet::read_given(answer));
  return taken(std::move(given),
               {.issuer = offer.issuer,
                .endpoint = face.deferred_endpoint,
                .token = grant.token,
                .transaction = {},
                .since = workspace.now()},
               face.notification_endpoint);
}

Result<TakenOffer> ask_again(const wallet::Waiting& waiting, const Args& args,
                             Workspace& workspace) {
  Web web(args, workspace);
  json::Writer body;
  body.begin_object().member("transaction_id", waiting.transaction).end_object();
  TRY(answer, web.post(waiting.endpoint, {.body = body.take(),
                                          .type = std::string(json_type),
                                          .bearer = waiting.token,
                                          .refusal = wallet::read_deferred_refusal}));
  TRY(given, wallet::read_given(answer));
  return taken(std::move(given), waiting, {});
}

void notify_issuer(const Notice& notice, std::string_view event, const Args& args,
                   Workspace& workspace) {
  if (notice.endpoint.empty()) return;
  json::Writer body;
  body.begin_object().member("notification_id", notice.id).member("event", event).end_object();
  // The badge is kept or not whatever the issuer says to it (OpenID4VCI 1.0 11).
  static_cast<void>(
      Web(args, workspace)
          .post(notice.endpoint,
                {.body = body.take(), .type = std::string(json_type), .bearer = notice.token}));
}

}  // namespace waarmerk::cli
