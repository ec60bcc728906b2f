// Erasing a payload: what an entry carried is dropped because somebody asked for it, the entry
// stays.
#pragma once

#include <cstdint>

#include "crypto/base/result.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode not_erasable{"feed.not_erasable", ErrorKind::conflict};

struct EntryName {
  feed::FeedId feed;
  std::uint32_t epoch = 0;
  std::uint64_t seq = 1;
};

/// Drops the payload of an entry of any feed, which is then served and relayed without it. What
/// followed from it stays, such as that a trust was said. Fails with feed.not_held, with
/// feed.not_erasable where the entry is not marked so or another that is not has the same payload,
/// or as the journal does.
Task<Result<void>> erase_payload(Ports& ports, EntryName name);

}  // namespace waarmerk::node::actions
