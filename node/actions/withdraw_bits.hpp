// Withdrawing: what we said of another organisation holds no more, on our feed and in the list that
// its credential names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "did/did.hpp"
#include "node/actions/ports.hpp"
#include "node/feed/feed_id.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// One bit by its hash, or all that we say of an organisation.
struct Withdrawal {
  std::optional<Sha256> hash = {};
  std::optional<did::Did> about = {};
  std::string reason = {};  ///< everybody can read it
};

/// The hashes of what was withdrawn. Each shows in its list before our feed says so: who does it
/// again after a failure half-way does the rest. Fails with feed.no_trust where we said nothing of
/// the kind that is not ended, feed.bad_payload for a reason of over 1,000 bytes, or as publishing
/// does.
Task<Result<std::vector<Sha256>>> withdraw_bits(Ports& ports, Withdrawal order);

/// After something new was said of an organisation: what it replaced shows in its list that it
/// holds no more, for whoever keeps a copy and knows no feed. What is over is left as it is, and so
/// is what shows it already. Fails as publishing does; what does not show yet does so the next
/// time.
Task<Result<void>> show_replaced(Ports& ports, feed::FeedId about);

}  // namespace waarmerk::node::actions
