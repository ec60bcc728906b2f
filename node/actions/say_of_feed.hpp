// What our organisation says of its own feed: that it ends, and who goes on with its status lists.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
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

/// The end of the feed of who deactivated its DID, which can sign no list any more. Does nothing
/// where the feed has ended. Fails as signing and the journal do.
Task<Result<void>> end_deactivated(Ports& ports);

struct AppointmentOrder {
  did::Did custodian;
  /// From when on its lists count; now, where nothing is said.
  std::optional<UnixTime> from = {};
  std::vector<feed::Countersignature> countersign = {};
};

/// Publishes that another organisation may go on with our status lists, and with nothing else; of
/// several the last counts. Fails with feed.own_custodian, or as publishing does.
Task<Result<feed::Succession>> appoint_custodian(Ports& ports, AppointmentOrder order);

/// Publishes an endorsement that we signed. Answers the hash by which it is ended. Fails with
/// feed.foreign_trust, feed.payload_too_large, or as publishing does.
Task<Result<Sha256>> publish_trust(Ports& ports, json::Document endorsement);

inline constexpr ErrorCode no_trust{"feed.no_trust", ErrorKind::missing};

/// Publishes that a trust of ours holds no more, from now on. Fails with feed.no_trust where we
/// said none of this hash or ended it before, feed.bad_payload, or as publishing does.
Task<Result<void>> end_trust(Ports& ports, Sha256 trust, std::string reason);

/// Our countersignature on what the owner of `feed` says in `succession`.
Result<feed::Countersignature> countersign_appointment(const Ports& ports, const feed::FeedId& feed,
                                                       const feed::Succession& succession);

}  // namespace waarmerk::node::actions
