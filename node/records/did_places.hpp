// Places of did:webvh: who says that its DID stands at a host and path, and what the host said.
//
// Dates that stand in a history count for nothing here: a stranger can write any. These are ours.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// One whose history says that it stands at a place.
struct PlaceClaim {
  std::string scid;
  UnixTime known;                       ///< since when that is known here
  std::optional<UnixTime> served = {};  ///< since when the host there is known to serve it
  std::optional<UnixTime> denied = {};  ///< since when the host answers, and does not serve it
  std::optional<UnixTime> asked = {};   ///< when the host was asked last
};

/// Of those who say the same, no more are remembered.
inline constexpr std::size_t claims_max = 8;

/// `place` is what stands behind the SCID in the DID. Fails with records.damaged or as the store.
Result<std::vector<PlaceClaim>> list_claims(const storage::View& view, std::string_view place);
void save_claims(storage::Batch& batch, std::string_view place,
                 const std::vector<PlaceClaim>& claims);

struct ClaimedPlace {
  std::string place;
  std::vector<PlaceClaim> claims;
};

/// Places in their order, behind `after`, at most `limit`. Fails likewise.
Result<std::vector<ClaimedPlace>> list_places(const storage::View& view, std::string_view after,
                                              std::size_t limit);

}  // namespace waarmerk::node::records
