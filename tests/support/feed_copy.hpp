// FeedCopy: what one node publishes, put into the shape in which another accepts it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "node/gossip/messages.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::tests {

/// The entries of the node's own feed after the first `after`.
node::gossip::Store entries_of(const TestNode& node, std::uint64_t after = 0);

/// The same, to be filled.
node::gossip::Store no_entries_of(const TestNode& node);

/// An entry that the node signs as the next of its feed, and keeps to itself.
node::gossip::StoredEntry next_entry(const TestNode& node, node::feed::EntryType type,
                                     Bytes payload);

/// A Store of this one entry.
node::gossip::Store only(node::gossip::StoredEntry entry);

struct ListWish {
  std::string url = "https://library.example/status/1";
  std::string issuer = {};  ///< the node, where empty
  std::vector<std::uint64_t> set = {};
  std::int64_t age_ms = 0;  ///< how long before the node's clock it says to be valid from
  std::int64_t valid_ms = 7 * day_ms;
  std::int64_t ttl_ms = hour_ms;
  std::uint64_t entries = 131'072;
};

/// A status list that the node's issuing key signs.
std::string list_of(const TestNode& node, const ListWish& wish = {});

/// The payload of a STATUS entry.
Bytes status_payload(const std::string& list,
                     const std::string& url = "https://library.example/status/1");

}  // namespace waarmerk::tests
