// Offer: a badge that waits for its wallet, from the code in a QR to the key that it is bound to
// (OpenID4VCI 1.0, pre-authorized code flow).
//
// A stolen code opens nothing without the transaction code, which goes another way, and of which
// five guesses are free. The first wallet that has both owns the offer; the first key that it
// proves is the one of the badge. Where the two codes come a second time before the badge is handed
// out, somebody has them who should not, and neither gets it.
//
// The offer of a badge that somebody has on paper waits for years. Nobody can close it to its owner
// for good: after five wrong guesses it rests for an hour, and what was taken and not brought to
// its end is open again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"

namespace waarmerk::node::openid {

inline constexpr std::int64_t offer_ms = 15 * minute_ms;  ///< how long, where nothing is said
inline constexpr std::int64_t offer_ms_max = day_ms;
inline constexpr std::int64_t access_token_ms = 10 * minute_ms;
inline constexpr std::int64_t wrong_tries_max = 5;
inline constexpr std::int64_t tx_code_digits = 6;

// Of a badge on paper, for which five guesses an hour are free, for two years: one of a thousand
// thieves who guessed all that time would find eight digits.
inline constexpr std::int64_t paper_offer_ms = 365 * day_ms;
inline constexpr std::int64_t paper_offer_ms_max = 731 * day_ms;
inline constexpr std::int64_t paper_rest_ms = 60 * minute_ms;
inline constexpr std::int64_t paper_tx_code_digits = 8;

struct AccessToken {
  Sha256 hash;
  UnixTime until;

  friend bool operator==(const AccessToken&, const AccessToken&) = default;
};

/// The one credential that comes of an offer.
struct Claim {
  std::string holder;         ///< the DID of the wallet's key
  std::string configuration;  ///< in which form
  std::string badge_id;

  friend bool operator==(const Claim&, const Claim&) = default;
};

struct Offer {
  std::string id;
  UnixTime made;
  UnixTime until;
  Sha256 code_hash;
  Sha256 tx_code_hash;  ///< of the code and the transaction code: six digits alone are soon guessed
  std::vector<std::string> configurations;
  std::string achievement_id;
  std::string award;                ///< what will be awarded, as JSON; empty once it was
  bool needs_confirmation = false;  ///< of the operator, who sees first which key has come
  bool is_confirmed = false;
  std::int64_t wrong_tries = 0;
  bool is_contested = false;  ///< both codes came again after they were used
  std::optional<AccessToken> token = {};
  std::optional<Claim> claim = {};
  bool is_issued = false;
  std::string event = {};  ///< what the wallet said last of the badge, in the protocol's word
  std::string paper = {};  ///< the id of a badge on paper, which is given again; else empty
  std::optional<UnixTime> rests_until = {};  ///< of one on paper: no guess is heard before

  bool is_on_paper() const { return !paper.empty(); }
};

enum class OfferState { open, resting, taken, waiting, issued, expired, locked, contested };

/// How many digits the transaction code has.
std::int64_t tx_code_digits_of(const Offer& offer);

OfferState state_of(const Offer& offer, UnixTime now);
std::string_view print_state(OfferState state);

struct OfferWish {
  UnixTime until;
  std::vector<std::string> configurations;
  std::string achievement_id;
  std::string award;
  bool needs_confirmation = false;
  std::string paper = {};
};

/// `code` and `tx_code` are shown once.
struct NewOffer {
  Offer offer;
  std::string code;
  std::string tx_code;  ///< six digits; eight of a badge on paper
};

NewOffer make_offer(OfferWish wish, UnixTime now, Random& random);

/// What a wallet shows at the token endpoint.
struct Shown {
  std::string code;
  std::optional<std::string> tx_code = {};
  std::vector<std::string> wanted = {};  ///< configurations, where it says so here already
};

/// The offer as it is from now on, which is on disk before anybody is told of the token.
struct Redemption {
  Offer offer;
  /// The access token. Fails with openid.invalid_request where there is no transaction code, with
  /// openid.invalid_authorization_details where something else was offered, which uses up nothing,
  /// else with openid.invalid_grant.
  Result<std::string> token;
};

Redemption redeem(Offer offer, const Shown& shown, UnixTime now, Random& random);

/// Fails with openid.invalid_token.
Result<void> check_access(const Offer& offer, std::string_view token, UnixTime now);

/// The claim that stands: `wanted`, or the one from before where it is for the same key in the same
/// form, so that an answer that was lost can be given again. Fails with
/// openid.unknown_credential_configuration, or openid.credential_request_denied where it is
/// another.
Result<Claim> claim_of(const Offer& offer, const Claim& wanted);

/// Whether the operator has to confirm the claim before the badge is awarded.
bool is_waiting(const Offer& offer);

}  // namespace waarmerk::node::openid
