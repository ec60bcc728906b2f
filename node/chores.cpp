#include "node/chores.hpp"

#include <utility>

#include "node/actions/answer_invitations.hpp"
#include "node/actions/ask_badges.hpp"
#include "node/actions/offer_badge.hpp"
#include "node/actions/take_own_line.hpp"
#include "node/net/timer.hpp"

namespace waarmerk::node {
namespace {

constexpr std::int64_t ask_hosts_every_ms = 10 * minute_ms;
constexpr std::int64_t make_room_every_ms = hour_ms;
constexpr std::int64_t forget_offers_every_ms = hour_ms;
/// Somebody was told until when what they showed is kept.
constexpr std::int64_t forget_requests_every_ms = minute_ms;

}  // namespace

Chores::Chores(actions::Ports& ports, ops::Log& log, ChoreOptions options)
    : ports_(ports),
      log_(log),
      options_(std::move(options)),
      hosts_(ports, options_.resolution),
      watchers_(ports) {}

std::vector<Task<void>> Chores::all() {
  std::vector<Task<void>> tasks;
  for (const auto& chore :
       {Chore{"own_did_not_confirmed", &Chores::confirm_own_did, options_.poll_ms},
        Chore{"watchers_not_told", &Chores::tell_watchers, options_.poll_ms},
        Chore{"hosts_not_asked", &Chores::ask_hosts, ask_hosts_every_ms},
        Chore{"no_room_made", &Chores::make_room, make_room_every_ms},
        Chore{"invitations_not_answered", &Chores::answer_invitations, options_.poll_ms},
        Chore{"offers_not_forgotten", &Chores::forget_offers, forget_offers_every_ms},
        Chore{"requests_not_forgotten", &Chores::forget_requests, forget_requests_every_ms}})
    tasks.push_back(repeat(chore));
  return tasks;
}

Task<void> Chores::repeat(Chore chore) {
  for (;;) {
    const auto is_over = co_await (this->*chore.round)();
    if (!is_over) log_.error(chore.failure, is_over.error());
    if (is_over && *is_over) co_return;
    co_await net::sleep_ms(chore.wait_ms);
  }
}

Task<Result<bool>> Chores::confirm_own_did() {
  CO_TRY(changed, co_await actions::ask_did_witnesses(ports_, options_.peers()));
  if (changed) options_.start_anew();
  co_return changed;
}

Task<Result<bool>> Chores::tell_watchers() {
  const auto told = co_await watchers_.round();
  if (!told) co_return std::unexpected(told.error());
  co_return false;
}

Task<Result<bool>> Chores::ask_hosts() {
  const auto asked = co_await hosts_.round();
  if (!asked) co_return std::unexpected(asked.error());
  co_return false;
}

Task<Result<bool>> Chores::answer_invitations() {
  const auto answered = co_await actions::answer_invitations(ports_);
  if (!answered) co_return std::unexpected(answered.error());
  co_return false;
}

Task<Result<bool>> Chores::forget_offers() {
  const auto forgotten = co_await actions::forget_offers(ports_);
  if (!forgotten) co_return std::unexpected(forgotten.error());
  co_return false;
}

Task<Result<bool>> Chores::forget_requests() {
  const auto forgotten = co_await actions::forget_requests(ports_);
  if (!forgotten) co_return std::unexpected(forgotten.error());
  co_return false;
}

Task<Result<bool>> Chores::make_room() {
  options_.make_room();
  co_return false;
}

}  // namespace waarmerk::node
