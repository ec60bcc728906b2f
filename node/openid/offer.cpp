#include "node/openid/offer.hpp"

#include <algorithm>
#include <utility>

#include "crypto/base/constant_time.hpp"
#include "node/openid/error_codes.hpp"
#include "node/openid/secret_text.hpp"

namespace waarmerk::node::openid {
namespace {

/// The code has one length, so that nothing of it can pass for a part of the other.
Sha256 hash_of_both(std::string_view code, std::string_view tx_code) {
  return sha256({bytes_of(code), bytes_of(tx_code)});
}

std::string draw_tx_code(std::int64_t count, Random& random) {
  std::string digits;
  for (std::int64_t i = 0; i < count; ++i) {
    digits += static_cast<char>('0' + draw_below(random, 10));
  }
  return digits;
}

bool holds(const Offer& offer, UnixTime now) { return offer.token && now < offer.token->until; }

bool is_offered(const Offer& offer, const std::string& configuration) {
  return std::ranges::find(offer.configurations, configuration) != offer.configurations.end();
}

bool rests(const Offer& offer, UnixTime now) {
  return offer.rests_until && now < *offer.rests_until;
}

/// Of a badge on paper: its wallet came, and went away without the badge.
bool is_open_again(const Offer& offer, UnixTime now) {
  return offer.is_on_paper() && !offer.is_issued && !holds(offer, now);
}

void count_wrong_try(Offer& offer, UnixTime now) {
  ++offer.wrong_tries;
  if (offer.is_on_paper() && offer.wrong_tries % wrong_tries_max == 0) {
    offer.rests_until = now + paper_rest_ms;
  }
}

/// What is left of the wallet that went away. A key to which a badge may have been given stays.
void open_again(Offer& offer) {
  if (is_waiting(offer)) offer.claim.reset();
  offer.is_contested = false;
}

/// Why nobody is heard now, whatever they show; empty where they are.
std::string_view deafness(const Offer& offer, UnixTime now) {
  if (rests(offer, now)) {
    return "The transaction code was wrong five times. It can be tried again within an hour.";
  }
  const bool is_locked = !offer.is_on_paper() && offer.wrong_tries >= wrong_tries_max;
  return is_locked ? "The transaction code was wrong too often." : "";
}

Error refusal(const ErrorCode& code, std::string detail) { return {code, std::move(detail)}; }

}  // namespace

std::int64_t tx_code_digits_of(const Offer& offer) {
  return offer.is_on_paper() ? paper_tx_code_digits : tx_code_digits;
}

OfferState state_of(const Offer& offer, UnixTime now) {
  if (offer.is_issued) return OfferState::issued;
  if (is_open_again(offer, now)) {
    if (now >= offer.until) return OfferState::expired;
    return rests(offer, now) ? OfferState::resting : OfferState::open;
  }
  if (offer.is_contested) return OfferState::contested;
  if (holds(offer, now)) return is_waiting(offer) ? OfferState::waiting : OfferState::taken;
  if (offer.token || now >= offer.until) return OfferState::expired;
  if (offer.wrong_tries >= wrong_tries_max) return OfferState::locked;
  return OfferState::open;
}

std::string_view print_state(OfferState state) {
  switch (state) {
    case OfferState::open: return "open";
    case OfferState::resting: return "resting";
    case OfferState::taken: return "taken";
    case OfferState::waiting: return "waiting";
    case OfferState::issued: return "issued";
    case OfferState::expired: return "expired";
    case OfferState::locked: return "locked";
    case OfferState::contested: return "contested";
  }
  std::unreachable();
}

NewOffer make_offer(OfferWish wish, UnixTime now, Random& random) {
  auto id = draw_id(random);
  auto code = make_secret(SecretKind::code, id, random);
  const auto digits = wish.paper.empty() ? tx_code_digits : paper_tx_code_digits;
  auto tx_code = draw_tx_code(digits, random);
  Offer offer{.id = std::move(id),
              .made = now,
              .until = wish.until,
              .code_hash = code.hash,
              .tx_code_hash = hash_of_both(code.text, tx_code),
              .configurations = std::move(wish.configurations),
              .achievement_id = std::move(wish.achievement_id),
              .award = std::move(wish.award),
              .needs_confirmation = wish.needs_confirmation,
              .paper = std::move(wish.paper)};
  return {std::move(offer), std::move(code.text), std::move(tx_code)};
}

Redemption redeem(Offer offer, const Shown& shown, UnixTime now, Random& random) {
  const auto refused = [&offer](const ErrorCode& code, std::string detail) {
    return Redemption{offer, std::unexpected(refusal(code, std::move(detail)))};
  };
  // Who does not have the code makes nobody lose a try.
  if (!opens(offer.code_hash, shown.code)) return refused(invalid_grant, "The code is not known.");
  if (!shown.tx_code) return refused(invalid_request, "The transaction code is missing.");
  if (const auto why = deafness(offer, now); !why.empty()) {
    return refused(invalid_grant, std::string(why));
  }
  const auto both = hash_of_both(shown.code, *shown.tx_code);
  if (!equal_in_constant_time(both.value, offer.tx_code_hash.value)) {
    count_wrong_try(offer, now);
    return refused(invalid_grant, "The transaction code is wrong.");
  }
  if (offer.token && !is_open_again(offer, now)) {
    offer.is_contested = true;
    return refused(invalid_grant, "The code was used.");
  }
  if (now >= offer.until) return refused(invalid_grant, "The code is over.");
  if (!std::ranges::all_of(shown.wanted, [&](const auto& id) { return is_offered(offer, id); })) {
    return refused(invalid_authorization_details, "This is not among what was offered.");
  }
  if (offer.token) open_again(offer);
  auto token = make_secret(SecretKind::access_token, offer.id, random);
  offer.token = AccessToken{token.hash, now + access_token_ms};
  return {std::move(offer), std::move(token.text)};
}

Result<void> check_access(const Offer& offer, std::string_view token, UnixTime now) {
  const bool is_lost = offer.is_contested && !offer.is_issued;
  if (holds(offer, now) && opens(offer.token->hash, token) && !is_lost) return {};
  return fail(invalid_token, "The access token is unknown, wrong or expired.");
}

Result<Claim> claim_of(const Offer& offer, const Claim& wanted) {
  if (!is_offered(offer, wanted.configuration)) {
    return fail(unknown_configuration, "This is not among what was offered.");
  }
  if (!offer.claim) return wanted;
  if (offer.claim->holder == wanted.holder && offer.claim->configuration == wanted.configuration) {
    return *offer.claim;
  }
  return fail(request_denied, "The offer is bound to another key or form already.");
}

bool is_waiting(const Offer& offer) {
  return offer.claim && offer.needs_confirmation && !offer.is_confirmed;
}

}  // namespace waarmerk::node::openid
