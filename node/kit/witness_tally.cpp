#include "node/kit/witness_tally.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>

namespace waarmerk::node::kit {

using credential::Conflict;
using witness::Stance;

void WitnessTally::hear(Stance stance, UnixTime at) {
  switch (stance) {
    case Stance::agrees: agreed_.push_back(at); break;
    case Stance::behind: break;
    case Stance::ahead: conflicts_.push_back(Conflict::witness_ahead); break;
    case Stance::differs: conflicts_.push_back(Conflict::witness_differs); break;
    case Stance::forked: conflicts_.push_back(Conflict::forked); break;
  }
}

void WitnessTally::tell(credential::IssuerFacts& facts) const {
  for (const auto conflict : conflicts_) {
    if (!facts.has(conflict)) facts.conflicts.push_back(conflict);
  }
  auto newest_first = agreed_;
  std::ranges::sort(newest_first, std::greater());
  auto& witnesses = facts.witnesses;
  witnesses.agree = newest_first.size();
  if (newest_first.empty()) return;
  witnesses.newest = newest_first.front();
  witnesses.median = newest_first[newest_first.size() / 2];  // of two, the earlier
  const auto needed = std::max<std::size_t>(witnesses.needed, 1);
  if (newest_first.size() >= needed) witnesses.together = newest_first[needed - 1];
}

}  // namespace waarmerk::node::kit
