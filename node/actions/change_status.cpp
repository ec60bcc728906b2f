#include "node/actions/change_status.hpp"

#include <utility>

#include "node/actions/publish_status.hpp"

namespace waarmerk::node::actions {
namespace {

/// The bit to write, or why not.
struct Change {
  records::Slot slot;
  bool value = false;
};

Result<Change> decide(const records::Statuses& statuses, const records::Badge& badge,
                      StatusAction action) {
  if (!badge.revocation || !badge.suspension) {
    return fail(no_badge, "This badge has no place in a status list.");
  }
  const bool revoked = statuses.is_set(*badge.revocation);
  const bool suspended = statuses.is_set(*badge.suspension);
  switch (action) {
    case StatusAction::revoke:
      if (revoked) return fail(already_so, "This badge is revoked already.");
      return Change{*badge.revocation, true};
    case StatusAction::suspend:
      if (revoked) return fail(irreversible, "This badge is revoked, which cannot be undone.");
      if (suspended) return fail(already_so, "This badge is suspended already.");
      return Change{*badge.suspension, true};
    case StatusAction::reinstate:
      if (revoked) return fail(irreversible, "This badge is revoked, which cannot be undone.");
      if (!suspended) return fail(already_so, "This badge is not suspended.");
      return Change{*badge.suspension, false};
  }
  std::unreachable();
}

/// What was given again of a badge on paper goes with it. One that stands so already, or is
/// revoked, stays as it is.
Result<void> change_claimed(Ports& ports, const records::Badge& paper, const StatusOrder& order) {
  auto& statuses = ports.records.statuses;
  for (const auto& id : paper.claimed) {
    TRY(badge, records::find_badge(ports.records.store, id));
    if (!badge) continue;
    const auto change = decide(statuses, *badge, order.action);
    if (!change) continue;
    TRY_OK(statuses.set(change->slot, {change->value, ports.clock.now(), order.reason}));
  }
  return {};
}

Result<Standing> newest_change(const records::Records& records, records::Slot slot,
                               std::string word) {
  TRY(history, records::status_history(records.store, slot));
  Standing standing{.word = std::move(word)};
  if (!history.empty()) {
    standing.since = history.back().at;
    standing.reason = history.back().reason;
  }
  return standing;
}

}  // namespace

Task<Result<void>> change_status(Ports& ports, StatusOrder order) {
  if (order.reason.size() > reason_bytes_max) {
    co_return fail(long_reason, "A reason has 1,000 bytes at the most.");
  }
  CO_TRY(badge, records::find_badge(ports.records.store, order.badge_id));
  if (!badge) co_return fail(no_badge, "This node issued no badge " + order.badge_id + ".");
  // A bit is not set where the list that shows it could not be published.
  auto safe = ports.publisher.expect_safe();
  if (!safe) co_return safe;
  auto& statuses = ports.records.statuses;
  auto change = decide(statuses, *badge, order.action);
  if (!change) {
    // What stands in the way may have been asked for a moment ago: it is on disk before we say so.
    auto published = co_await publish_changed_lists(ports);
    if (!published) co_return published;
    co_return failure_of(std::move(change));
  }
  auto set = statuses.set(change->slot, {change->value, ports.clock.now(), order.reason});
  if (set) set = change_claimed(ports, *badge, order);
  if (!set) co_return set;
  co_return co_await publish_changed_lists(ports);
}

Result<Standing> standing_of(const records::Records& records, const records::Badge& badge) {
  const auto is_set = [&](const std::optional<records::Slot>& slot) {
    return slot && records.statuses.is_set(*slot);
  };
  if (is_set(badge.revocation)) return newest_change(records, *badge.revocation, "revoked");
  if (is_set(badge.suspension)) return newest_change(records, *badge.suspension, "suspended");
  return Standing{};
}

}  // namespace waarmerk::node::actions
