#include "node/actions/erase_payload.hpp"

#include <utility>

#include "node/actions/commit.hpp"

namespace waarmerk::node::actions {

Task<Result<void>> erase_payload(Ports& ports, EntryName name) {
  auto& feeds = ports.records.feeds;
  const auto found = feeds.headers(name.feed, name.epoch, {.from = name.seq, .to = name.seq}, 1);
  if (found.empty()) co_return fail(feed::not_held, "This entry is not held here.");
  const auto& header = found.front();
  if (!header.has(feed::flag_erasable)) {
    co_return fail(not_erasable, "This entry is not marked as one whose payload can go.");
  }
  if (feeds.is_payload_needed(header.payload_hash)) {
    co_return fail(not_erasable, "An entry that must stay whole has the same payload.");
  }
  const auto expected = feeds.expect(name.feed);
  storage::Batch rows;
  feeds.erase_payload(rows, header);
  co_return co_await commit(ports.records.journal, std::move(rows));
}

}  // namespace waarmerk::node::actions
