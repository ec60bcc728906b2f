// Trusts: which endorsements an issuer put on its feed, and which of them it ended.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "node/feed/feed_id.hpp"
#include "node/feed/statement.hpp"
#include "node/records/endings.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// By whom, and the SHA-256 of the payload of its TRUST.
struct TrustName {
  feed::FeedId by;
  Sha256 hash;
};

/// One that was said, perhaps ended. An end that came before what it ends is kept, too.
struct Trust {
  TrustName name;
  std::optional<Said> said = {};
  std::string about = {};  ///< the id of who is trusted; empty where only the end is known
  std::optional<UnixTime> ended = {};
  std::string reason = {};  ///< why it ended
};

/// How many trusts of one issuer are listed.
inline constexpr std::size_t trusts_max = 10'000;

Result<std::optional<Trust>> find_trust(const storage::View& view, const TrustName& name);
/// Those of one issuer, in the order of their hashes.
Result<std::vector<Trust>> list_trusts(const storage::View& view, const feed::FeedId& by);

void save_trust(storage::Batch& batch, const TrustName& name, const Said& said,
                std::string_view about);
void save_trust_end(storage::Batch& batch, const TrustName& name, const feed::TrustEnd& end);

}  // namespace waarmerk::node::records
