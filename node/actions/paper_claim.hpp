// Claiming: a badge that somebody has on paper, given again to a key of their own (spec/offers.md
// 7). The one on paper stays what it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/ports.hpp"
#include "node/openid/offer.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode not_claimable{"offer.not_claimable", ErrorKind::conflict};
inline constexpr ErrorCode many_paper_offers{"offer.too_many_on_paper", ErrorKind::exhausted};

inline constexpr std::size_t paper_offers_max = 5'000;
/// How often one badge on paper may be given again: whose book was lost comes to the desk.
inline constexpr std::size_t paper_claims_max = 8;

struct PaperOrder {
  std::string badge_id;
  std::optional<UnixTime> until = {};     ///< two years at the most; a year where it is left out
  std::vector<std::string> formats = {};  ///< as of an OfferOrder
  bool needs_confirmation = false;
};

/// What the badge on paper says, for whoever comes for it; without whom it was given to. Fails with
/// badge.not_found; with offer.not_claimable where it is bound to a key, was not made from a
/// definition, is withdrawn or over, or was given again too often; or as the store does.
Result<Award> award_of_paper(const Ports& ports, std::string_view badge_id);

/// The two codes are shown here and never again. An offer of the same badge that nobody came for is
/// void from then on. Fails with offer.no_address, offer.malformed, offer.too_many_on_paper, as
/// award_of_paper and check_award do, or as the journal does.
Task<Result<openid::NewOffer>> offer_paper_claim(Ports& ports, PaperOrder order);

}  // namespace waarmerk::node::actions
