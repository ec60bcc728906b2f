#include "node/credential/assurance.hpp"

#include <algorithm>

namespace waarmerk::node::credential {
namespace {

bool has_run_out(const StateEvidence& state, UnixTime time) {
  return !state.newest || (state.valid_until && *state.valid_until < time);
}

/// The issuer's word is as young as it asks for, and enough witnesses said a moment ago that there
/// is nothing newer.
bool is_attested(const StateEvidence& state, UnixTime time) {
  const auto& issuer = state.issuer;
  const auto& witnesses = issuer.witnesses;
  const bool is_enough = witnesses.agree >= std::max<std::size_t>(witnesses.needed, 1) &&
                         witnesses.together && time - *witnesses.together <= witness_recent_ms;
  const bool is_young =
      state.newest && time - *state.newest <= state.ttl_ms.value_or(ttl_default_ms);
  return is_enough && is_young && issuer.conflicts.empty() && issuer.liveness != Liveness::forked;
}

/// Nothing newer is to come, and enough witnesses saw that nothing newer came: one of them could be
/// wrong, or keep something back.
bool is_archived(const StateEvidence& state) {
  const auto liveness = state.issuer.liveness;
  const bool is_over = liveness == Liveness::silent || liveness == Liveness::closed;
  return is_over && state.newest && state.issuer.witnesses.together.has_value();
}

}  // namespace

std::string_view print_grade(Grade grade) {
  switch (grade) {
    case Grade::a: return "A";
    case Grade::b: return "B";
    case Grade::c: return "C";
    case Grade::d: return "D";
  }
  return {};
}

std::string_view print_liveness(Liveness liveness) {
  switch (liveness) {
    case Liveness::unknown: return "unknown";
    case Liveness::live: return "live";
    case Liveness::late: return "late";
    case Liveness::silent: return "silent";
    case Liveness::closed: return "closed";
    case Liveness::forked: return "forked";
  }
  return {};
}

std::string_view print_conflict(Conflict conflict) {
  switch (conflict) {
    case Conflict::forked: return "forked";
    case Conflict::revocation_taken_back: return "revocation_taken_back";
    case Conflict::witness_ahead: return "witness_ahead";
    case Conflict::witness_differs: return "witness_differs";
    case Conflict::list_shrunk: return "list_shrunk";
    case Conflict::older_list: return "older_list";
    case Conflict::unsound_kit: return "unsound_kit";
  }
  return {};
}

std::string print_feed_place(const FeedPlace& place) {
  return std::to_string(place.epoch) + "/" + std::to_string(place.seq);
}

std::size_t witnesses_needed(std::size_t wanted, std::size_t nodes) {
  return nodes < small_network_nodes ? std::min<std::size_t>(wanted, 1) : wanted;
}

bool IssuerFacts::has(Conflict conflict) const {
  return std::ranges::find(conflicts, conflict) != conflicts.end();
}

Liveness liveness_of(const FeedHeard& heard, UnixTime time) {
  if (heard.is_forked) return Liveness::forked;
  if (!heard.last) return Liveness::unknown;
  if (heard.is_closed) return Liveness::closed;
  const auto quiet_ms = time - *heard.last;
  if (quiet_ms > silent_after_ms) return Liveness::silent;
  return quiet_ms > late_after_ms ? Liveness::late : Liveness::live;
}

std::optional<UnixTime> next_liveness(const FeedHeard& heard, UnixTime time) {
  if (heard.is_forked || heard.is_closed || !heard.last) return std::nullopt;
  for (const auto quiet_ms : {late_after_ms, silent_after_ms})
    if (time - *heard.last <= quiet_ms) return *heard.last + quiet_ms + 1;
  return std::nullopt;
}

bool is_outdated(const StateEvidence& state, UnixTime time) {
  return has_run_out(state, time) && state.issuer.has(Conflict::witness_ahead);
}

Grade grade_of(const StateEvidence& state, UnixTime time) {
  if (!state.is_known || state.is_contested || is_outdated(state, time)) return Grade::d;
  if (has_run_out(state, time)) return is_archived(state) ? Grade::c : Grade::d;
  return is_attested(state, time) ? Grade::a : Grade::b;
}

}  // namespace waarmerk::node::credential
