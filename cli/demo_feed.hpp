// DemoFeed: all that a node holds of somebody's feed, as any peer can read it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/demo_stage.hpp"
#include "crypto/base/result.hpp"
#include "node/feed/entry.hpp"

namespace waarmerk::cli {

struct DemoFeed {
  std::vector<node::feed::Entry> entries;

  std::size_t count(node::feed::EntryType type) const;
  /// Of headers and payloads together.
  std::size_t bytes() const;
};

/// Over `node`'s HTTP interface for peers. Fails with demo.failed or feed.*.
Result<DemoFeed> read_demo_feed(DemoStage& stage, const DemoNode& node, const std::string& feed);

}  // namespace waarmerk::cli
