#include "node/actions/publisher.hpp"

#include <utility>

#include "node/actions/commit.hpp"

namespace waarmerk::node::actions {

Publisher::Publisher(const Identity& self, records::Records& records, const Clock& clock,
                     feed::Standing standing)
    : self_(self),
      records_(records),
      clock_(clock),
      own_(self.feed, records.feeds, records.feeds, standing) {}

Task<Result<void>> Publisher::publish(feed::Draft draft, storage::Batch rows) {
  const auto now = clock_.now();
  CO_TRY(entry, own_.prepare(std::move(draft), now, self_.feed_signer));
  records_.feeds.save_own(rows, entry, now);
  auto done = co_await commit(records_.journal, std::move(rows));
  if (!done) {
    own_.uncertain();
    co_return failure_of(std::move(done));
  }
  own_.saved();
  if (tell_) tell_();
  co_return Result<void>();
}

}  // namespace waarmerk::node::actions
