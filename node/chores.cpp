#include "node/chores.hpp"

#include <utility>

#include "node/actions/take_own_line.hpp"
#include "node/net/timer.hpp"

namespace waarmerk::node {
namespace {

constexpr std::int64_t ask_hosts_every_ms = 10 * minute_ms;

}  // namespace

Chores::Chores(actions::Ports& ports, ops::Log& log, ChoreOptions options)
    : ports_(ports),
      log_(log),
      options_(std::move(options)),
      hosts_(ports, options_.resolution),
      watchers_(ports) {}

Task<void> Chores::confirm_own_did() {
  for (;;) {
    const auto changed = co_await actions::ask_did_witnesses(ports_, options_.peers());
    if (!changed) log_.error("own_did_not_confirmed", changed.error());
    if (changed && *changed) co_return options_.start_anew();
    co_await net::sleep_ms(options_.poll_ms);
  }
}

Task<void> Chores::tell_watchers() {
  for (;;) {
    const auto told = co_await watchers_.round();
    if (!told) log_.error("watchers_not_told", told.error());
    co_await net::sleep_ms(options_.poll_ms);
  }
}

Task<void> Chores::ask_hosts() {
  for (;;) {
    const auto asked = co_await hosts_.round();
    if (!asked) log_.error("hosts_not_asked", asked.error());
    co_await net::sleep_ms(ask_hosts_every_ms);
  }
}

}  // namespace waarmerk::node
