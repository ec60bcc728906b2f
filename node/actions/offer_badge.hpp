// Offering: a badge for whoever is given the two codes, who takes it with a wallet of their own
// (OpenID4VCI 1.0, pre-authorized code flow).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "node/actions/ports.hpp"
#include "node/openid/metadata.hpp"
#include "node/openid/offer.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode no_offer{"offer.not_found", ErrorKind::missing};
inline constexpr ErrorCode no_offer_address{"offer.no_address", ErrorKind::missing};
inline constexpr ErrorCode bad_offer{"offer.malformed", ErrorKind::invalid};
inline constexpr ErrorCode not_waiting{"offer.not_waiting", ErrorKind::conflict};
inline constexpr ErrorCode many_offers{"offer.too_many", ErrorKind::exhausted};

inline constexpr std::size_t offers_max = 1'000;
/// How long it is known what became of one; of a badge on paper, from when it was taken or is over.
inline constexpr std::int64_t offer_kept_ms = 7 * day_ms;

/// The forms that the key of this organisation serves for, among those that wallets know.
std::vector<openid::Configuration> configurations_of(const Ports& ports);

/// Those of these formats, or all. Fails with offer.malformed for a format that there is not.
Result<std::vector<std::string>> choose_configurations(const Ports& ports,
                                                       const std::vector<std::string>& formats);

struct OfferOrder {
  json::Document award;  ///< read_award_claims; for whom it is the wallet says
  std::optional<UnixTime> until = {};
  std::vector<std::string> formats = {};  ///< of OpenID4VCI; empty: all that there are
  bool needs_confirmation = false;        ///< by confirm_offer, before it is awarded
};

/// The two codes are shown here and never again. Fails with offer.no_address where the node has no
/// web address, offer.malformed, offer.too_many, json.unknown_member, as read_award_claims and
/// check_award do, or as the journal does.
Task<Result<openid::NewOffer>> offer_badge(Ports& ports, OfferOrder order);

/// The newest first. Fails as the store does.
Result<std::vector<openid::Offer>> known_offers(const Ports& ports);
/// Fails with offer.not_found, or as the store does.
Result<openid::Offer> get_offer(const Ports& ports, std::string_view id);
/// The one that this code opens, while nobody has taken it, and also while it rests. Fails with
/// offer.not_found.
Result<openid::Offer> get_open_offer(const Ports& ports, std::string_view code);

/// It may be awarded to the key of this DID, which is the one that waits. Fails with
/// offer.not_found, with offer.not_waiting where none waits or another, or as the journal does.
Task<Result<openid::Offer>> confirm_offer(Ports& ports, std::string id, std::string holder);

/// Nobody can take it any more, and nothing of it is known; a badge that came of it stays. Fails
/// with offer.not_found, or as the journal does.
Task<Result<void>> withdraw_offer(Ports& ports, std::string id);

/// Forgets those that were made too long ago; answers how many.
Task<Result<std::size_t>> forget_offers(Ports& ports);

}  // namespace waarmerk::node::actions
