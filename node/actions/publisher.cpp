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

Result<void> Publisher::expect_open() const {
  if (held_back_) return std::unexpected(*held_back_);
  if (is_over(self_.documents))
    return fail(feed::ended, "This organisation deactivated its DID, and publishes nothing more.");
  const auto head = records_.feeds.head(self_.feed);
  if (!head || !head->has(feed::flag_end_of_feed)) return {};
  return fail(feed::ended, "This organisation closed its feed, and publishes nothing more.");
}

Result<void> Publisher::expect_safe() const {
  if (standing() == feed::Standing::safe) return expect_open();
  return fail(feed::not_safe, "It is not yet safe to publish on our own feed.");
}

Task<Result<void>> Publisher::publish(feed::Draft draft, storage::Batch rows) {
  CO_TRY(entry, sign(std::move(draft)));
  co_return co_await write(std::move(entry), std::move(rows));
}

Result<feed::Entry> Publisher::sign(feed::Draft draft) {
  if (held_back_) return std::unexpected(*held_back_);
  return own_.prepare(std::move(draft), clock_.now(), self_.feed_signer);
}

Result<feed::Entry> Publisher::sign_epoch(const feed::EpochStart& start) {
  return own_.prepare_epoch(start, clock_.now(), self_.feed_signer);
}

Task<Result<void>> Publisher::write(feed::Entry entry, storage::Batch rows) {
  auto expected = records_.feeds.expect(entry.header.feed);
  records_.feeds.save_own(rows, entry, clock_.now());
  auto done = co_await commit(records_.journal, std::move(rows));
  expected.reset();  // who is told now, asks at once
  if (!done) {
    own_.uncertain();
    co_return failure_of(std::move(done));
  }
  own_.saved();
  if (tell_) tell_();
  co_return Result<void>();
}

}  // namespace waarmerk::node::actions
