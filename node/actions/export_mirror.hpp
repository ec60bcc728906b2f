// Exporting a mirror: all that a node answers its peers by GET, as files that any web server hands
// out (spec/wire/gossip.md 6).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "crypto/base/result.hpp"
#include "node/fetch/fetcher.hpp"
#include "node/task/task.hpp"
#include "storage/file_tree.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode mirror_unanswered{"mirror.unanswered", ErrorKind::unavailable};
inline constexpr ErrorCode mirror_malformed{"mirror.malformed", ErrorKind::invalid};

struct MirrorOrder {
  std::string source;  ///< the address of the node, without a slash at its end
  /// Waits where the node has had enough of our questions for a moment.
  std::function<Task<void>(std::int64_t ms)> wait;
};

struct MirrorReport {
  std::size_t feeds = 0;
  std::size_t feeds_changed = 0;  ///< since the export before
  std::size_t files_written = 0;
  std::uint64_t bytes_written = 0;
};

/// What the folder holds already is not asked for again. Each file is replaced whole, and what a
/// file names is there before it. Fails with mirror.unanswered, mirror.malformed where an answer is
/// none of a node, or as the folder does; what was written until then stays, and counts.
Task<Result<MirrorReport>> export_mirror(fetch::Fetcher& fetcher, storage::FileTree& folder,
                                         MirrorOrder order);

}  // namespace waarmerk::node::actions
