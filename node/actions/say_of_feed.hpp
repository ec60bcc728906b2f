// What our organisation says of its own feed: that it ends, and who goes on with its status lists.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "node/actions/ports.hpp"
#include "node/feed/statement.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Our own DID must be named by who does what cannot be undone.
inline constexpr ErrorCode wrong_self{"feed.not_ours", ErrorKind::conflict};
inline constexpr ErrorCode own_custodian{"feed.own_custodian", ErrorKind::invalid};

struct ClosingOrder {
  std::string did;  ///< our own, so that nobody closes the wrong feed
  std::string reason;
};

/// Publishes every status list once more, and then that our feed ends. Nothing can be published
/// after that, and no badge issued. Fails with feed.not_ours, feed.bad_payload for a reason of more
/// than 1,000 bytes, feed.ended, feed.not_safe, or as the journal does.
Task<Result<void>> close_feed(Ports& ports, ClosingOrder order);

struct AppointmentOrder {
  did::Did custodian;
  /// From when on its lists count; now, where nothing is said.
  std::optional<UnixTime> from = {};
  std::vector<feed::Countersignature> countersign = {};
};

/// Publishes that another organisation may go on with our status lists, and with nothing else; of
/// several the last counts. Fails with feed.own_custodian, or as publishing does.
Task<Result<feed::Succession>> appoint_custodian(Ports& ports, AppointmentOrder order);

/// Our countersignature on what the owner of `feed` says in `succession`.
Result<feed::Countersignature> countersign_appointment(const Ports& ports, const feed::FeedId& feed,
                                                       const feed::Succession& succession);

}  // namespace waarmerk::node::actions
