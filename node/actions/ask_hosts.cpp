#include "node/actions/ask_hosts.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "node/actions/commit.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/resolve_did.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::size_t places_a_look = 256;
constexpr std::int64_t wait_ms_min = day_ms;
constexpr std::int64_t wait_ms_max = 8 * day_ms;

}  // namespace

bool is_to_be_asked(const records::PlaceClaim& claim, UnixTime now) {
  if (claim.served) return false;
  if (!claim.asked) return true;
  return now - *claim.asked >= std::clamp(*claim.asked - claim.known, wait_ms_min, wait_ms_max);
}

Task<Result<void>> HostAsker::round() {
  std::size_t left = hosts_asked_max;
  CO_TRY(places, records::list_places(ports_.records.store, after_, places_a_look));
  const bool is_last = places.size() < places_a_look;
  for (const auto& [place, claims] : places) {
    for (const auto& claim : claims) {
      if (!is_to_be_asked(claim, ports_.clock.now())) continue;
      if (left-- == 0) co_return Result<void>();  // and the next round begins behind this place
      auto asked = co_await ask(claim.scid, place);
      if (!asked) co_return asked;
    }
    after_ = place;
  }
  if (is_last) after_.clear();
  co_return Result<void>();
}

Task<Result<void>> HostAsker::ask(std::string scid, std::string place) {
  CO_TRY(did, did::Did::parse("did:webvh:" + scid + ":" + place));
  auto resolved = co_await resolve_did(did, options_, ports_);
  CO_TRY(held, records::find_log(ports_.records.store, scid));
  Origin from{held ? held->source : "https", ports_.clock.now(), HostWord::serves};
  storage::Batch rows;
  DidKeeper keeper(ports_.records.store, rows);
  if (resolved) {
    CO_TRY(kept, keeper.keep(did, *resolved, from));
  } else {
    from.host = host_word_of(resolved.error());
    auto noted = keeper.claim(did, from);
    if (!noted) co_return noted;
  }
  co_return co_await commit(ports_.records.journal, std::move(rows));
}

}  // namespace waarmerk::node::actions
