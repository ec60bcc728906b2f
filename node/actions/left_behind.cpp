#include "node/actions/left_behind.hpp"

#include <cstddef>
#include <cstdint>

#include "node/feed/entry.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::size_t headers_a_look = 256;

/// Whether the entry that the next epoch goes on from is at `said` or behind it.
bool leads_to(const records::Records& records, const feed::FeedId& feed, const records::Said& said,
              const Sha256& branch) {
  for (auto from = said.seq;;) {
    const auto headers =
        records.feeds.headers(feed, said.epoch, {from, UINT64_MAX - 1}, headers_a_look);
    for (const auto& header : headers) {
      if (feed::entry_hash(header) == branch) return true;
    }
    if (headers.size() < headers_a_look) return false;
    from = headers.back().seq + 1;
  }
}

}  // namespace

bool is_left_behind(const records::Records& records, const feed::FeedId& feed,
                    const records::Said& said) {
  const auto fork = records.feeds.fork_in(feed, said.epoch);
  if (fork) return said.seq >= fork->seq();
  const auto next = records.feeds.headers(feed, said.epoch + 1, {.from = 1, .to = 1}, 1);
  return !next.empty() && !leads_to(records, feed, said, next.front().prev);
}

}  // namespace waarmerk::node::actions
