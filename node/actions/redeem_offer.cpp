#include "node/actions/redeem_offer.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/commit.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/offer_badge.hpp"
#include "node/actions/paper_claim.hpp"
#include "node/actions/read_award.hpp"
#include "node/openid/credential_request.hpp"
#include "node/openid/error_codes.hpp"
#include "node/openid/holder_proof.hpp"
#include "node/openid/notification.hpp"
#include "node/openid/secret_text.hpp"
#include "node/records/badges.hpp"
#include "node/records/offers.hpp"

namespace waarmerk::node::actions {
namespace {

using openid::Offer;
using openid::SecretKind;

/// The offer that a secret names; whether it opens it is another question.
Result<std::optional<Offer>> find_named(const Ports& ports, SecretKind kind,
                                        std::string_view secret) {
  const auto id = openid::secret_id(kind, secret);
  if (!id) return std::optional<Offer>();
  return records::find_offer(ports.records.store, *id);
}

Task<Result<void>> save(Ports& ports, Offer offer) {
  storage::Batch rows;
  records::save_offer(rows, offer);
  co_return co_await commit(ports.records.journal, std::move(rows));
}

bool has_changed(const Offer& before, const Offer& after) {
  return before.wrong_tries != after.wrong_tries || before.is_contested != after.is_contested ||
         before.token != after.token;
}

Result<openid::Claim> read_claim(Ports& ports, const Offer& offer, const json::Document& body) {
  const auto now = ports.clock.now();
  TRY(request, openid::read_credential_request(body));
  TRY(proof, openid::check_holder_proof(request.proof, {ports.self.url, now}));
  TRY_OK(ports.records.nonces.use(proof.nonce, now));
  auto claim = openid::claim_of(offer, {.holder = proof.holder.text(),
                                        .configuration = request.configuration,
                                        .badge_id = "urn:uuid:" + draw_uuid(ports.random)});
  const bool is_unknown = !claim && claim.error().code == openid::unknown_configuration;
  if (is_unknown && request.is_identified) {
    return fail(openid::unknown_identifier, "No such credential identifier was given out.");
  }
  return claim;
}

/// The offer that this access token is good for. Fails with openid.invalid_token.
Result<Offer> find_allowed(const Ports& ports, const std::string& access_token) {
  TRY(offer, find_named(ports, SecretKind::access_token, access_token));
  if (!offer) return fail(openid::invalid_token, "The access token is not known.");
  TRY_OK(openid::check_access(*offer, access_token, ports.clock.now()));
  return std::move(*offer);
}

/// What is awarded; of a badge on paper, what that says, while it stands. Fails with
/// openid.credential_request_denied.
Result<Award> award_of(const Ports& ports, const Offer& offer) {
  if (offer.is_on_paper()) {
    auto award = award_of_paper(ports, offer.paper);
    const bool is_denied =
        !award && (award.error().code == not_claimable || award.error().code == no_badge);
    if (!is_denied) return award;  // what broke here is no answer of ours for good
    return fail(openid::request_denied, award.error().detail);
  }
  TRY(kept, json::parse(offer.award));
  return read_award_claims(json::Reader(kept));
}

/// The offer, with the claim that stands on disk.
Task<Result<Offer>> bind(Ports& ports, WalletAsk ask) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(offer, find_allowed(ports, ask.access_token));
  CO_TRY(claim, read_claim(ports, offer, ask.body));
  if (!offer.claim) {
    // A key is not bound to what it cannot be given.
    CO_TRY(award, award_of(ports, offer));
    offer.claim = std::move(claim);
    auto saved = co_await save(ports, offer);
    if (!saved) co_return failure_of(std::move(saved));
  }
  co_return std::move(offer);
}

std::string form_of(const Ports& ports, const std::string& configuration) {
  const auto all = configurations_of(ports);
  const auto found = std::ranges::find(all, configuration, &openid::Configuration::id);
  return found == all.end() ? std::string() : std::string(found->form);
}

/// The one that was awarded before, or else a new one.
Task<Result<json::Document>> award_once(Ports& ports, Offer offer) {
  const auto& claim = *offer.claim;
  CO_TRY(text, records::find_credential(ports.records.store, claim.badge_id));
  if (text) co_return json::parse(*text);
  CO_TRY(award, award_of(ports, offer));
  award.id = claim.badge_id;
  award.subject_id = claim.holder;
  award.form = form_of(ports, claim.configuration);
  auto awarded = co_await award_badge(ports, std::move(award));
  if (!awarded && awarded.error().code == badge_exists) {
    co_return fail(openid::busy, "The same badge is being given just now.");
  }
  co_return awarded;
}

/// What will not be needed again is not kept either. It may have been withdrawn meanwhile.
Task<Result<void>> end(Ports& ports, std::string id) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(offer, records::find_offer(ports.records.store, id));
  if (!offer || offer->is_issued) co_return Result<void>();
  offer->is_issued = true;
  offer->award.clear();
  co_return co_await save(ports, std::move(*offer));
}

/// As wallets take it: a JWT or SD-JWT stands alone, and not in the envelope of the data model.
std::string text_for_wallet(const json::Document& secured) {
  const auto id = secured.root().find("id").and_then(&json::Value::string).value_or("");
  for (const std::string_view envelope :
       {"data:application/vc+jwt,", "data:application/dc+sd-jwt,"}) {
    if (!id.starts_with(envelope)) continue;
    json::Writer writer;
    return writer.string(id.substr(envelope.size())).take();
  }
  return std::string(secured.text());
}

/// Awards it, where nobody has to confirm that first.
Task<Result<HandedOver>> give(Ports& ports, Offer offer) {
  const auto id = offer.id;
  if (openid::is_waiting(offer)) co_return HandedOver{std::nullopt, id};
  CO_TRY(secured, co_await award_once(ports, std::move(offer)));
  auto ended = co_await end(ports, id);
  if (!ended) co_return failure_of(std::move(ended));
  co_return HandedOver{text_for_wallet(secured), id};
}

}  // namespace

Task<Result<std::string>> redeem_code(Ports& ports, openid::Shown shown) {
  const auto refused = fail(openid::invalid_grant, "The code is not known.");
  // Who only guesses makes nobody wait.
  CO_TRY(named, find_named(ports, SecretKind::code, shown.code));
  if (!named || !openid::opens(named->code_hash, shown.code)) co_return refused;
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(offer, find_named(ports, SecretKind::code, shown.code));
  if (!offer) co_return refused;
  auto redemption = openid::redeem(*offer, shown, ports.clock.now(), ports.random);
  if (has_changed(*offer, redemption.offer)) {
    auto saved = co_await save(ports, redemption.offer);
    if (!saved) co_return failure_of(std::move(saved));
  }
  co_return std::move(redemption.token);
}

Task<Result<HandedOver>> hand_over(Ports& ports, WalletAsk ask) {
  CO_TRY(offer, co_await bind(ports, std::move(ask)));
  co_return co_await give(ports, std::move(offer));
}

Task<Result<HandedOver>> hand_over_later(Ports& ports, WalletAsk ask) {
  CO_TRY(offer, find_allowed(ports, ask.access_token));
  CO_TRY(id, openid::read_deferred_request(ask.body));
  const bool was_deferred = offer.claim && offer.needs_confirmation && !offer.is_issued;
  if (!was_deferred || id != offer.id) {
    co_return fail(openid::invalid_transaction, "Nothing is waited for by this id.");
  }
  co_return co_await give(ports, std::move(offer));
}

Task<Result<void>> take_notification(Ports& ports, WalletAsk ask) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(offer, find_allowed(ports, ask.access_token));
  CO_TRY(said, openid::read_notification(ask.body));
  if (!offer.is_issued || said.id != offer.id) {
    co_return fail(openid::invalid_notification_id, "No credential was given with this id.");
  }
  if (offer.event == said.event) co_return Result<void>();
  offer.event = std::move(said.event);
  co_return co_await save(ports, std::move(offer));
}

}  // namespace waarmerk::node::actions
