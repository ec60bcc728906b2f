// Custodian: who goes on with the status lists of an issuer, by that issuer's own word.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "node/feed/feed_id.hpp"
#include "node/records/records.hpp"

namespace waarmerk::node::actions {

struct Custodian {
  did::Did did;                   ///< as it is called now
  UnixTime from;                  ///< from when on its lists count
  std::size_t countersigned = 0;  ///< other feeds that are held and say that they know of it
};

/// Whose feed this is, as its first entry says and its history goes on; nothing where it is not
/// held. Fails as the store does.
Result<std::optional<did::Did>> find_owner(const records::Records& records,
                                           const feed::FeedId& feed);

/// Nothing where the issuer appointed nobody, where it forked before it did, or where the feed of
/// whom it appointed is not held here. Fails as the store does.
Result<std::optional<Custodian>> find_custodian(const records::Records& records,
                                                std::string_view issuer);

}  // namespace waarmerk::node::actions
