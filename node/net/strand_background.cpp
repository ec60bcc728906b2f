#include "node/net/strand_background.hpp"

#include <algorithm>
#include <utility>

#include "node/net/timer.hpp"

namespace waarmerk::node::net {

StrandBackground::StrandBackground(Executor strand, const Clock& clock)
    : strand_(std::move(strand)), clock_(clock) {}

void StrandBackground::spawn(Task<void> task) { net::spawn(strand_, std::move(task)); }

void StrandBackground::wake_at(UnixTime at, std::function<void()> call) {
  wish_->at = at;
  wish_->call = std::move(call);
  // Wishes come often and mostly for later: who wakes too early waits on, and nobody waits twice.
  if (at >= wish_->armed_for) return;
  wish_->armed_for = at;
  net::spawn(strand_, wake(wish_, clock_, at));
}

Task<void> StrandBackground::wake(std::shared_ptr<Wish> wish, const Clock& clock, UnixTime at) {
  for (;;) {
    co_await sleep_ms(std::max<std::int64_t>(at - clock.now(), 0));
    if (wish->armed_for != at) co_return;
    wish->armed_for = {std::numeric_limits<std::int64_t>::max()};
    if (!wish->call) co_return;
    if (clock.now() >= wish->at) break;
    at = wish->armed_for = wish->at;
  }
  std::exchange(wish->call, nullptr)();
}

}  // namespace waarmerk::node::net
