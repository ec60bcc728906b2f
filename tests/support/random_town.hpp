// RandomTown: a town of organisations that say this and that of each other, by a seed.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/split_mix.hpp"
#include "tests/support/trust_town.hpp"

namespace waarmerk::tests {

struct RandomTown {
  explicit RandomTown(std::uint64_t seed) : chance(seed) {
    const auto size = 4 + chance.draw_below(20);
    for (std::uint64_t i = 0; i < size; ++i) names.push_back("node " + std::to_string(i));
    for (std::uint64_t i = 0; i < 1 + chance.draw_below(3); ++i) {
      town.believe(names[i], amount(), static_cast<int>(chance.draw_below(4)));
    }
    for (const auto& name : names) {
      if (chance.draw_below(3) == 0) groups.emplace_back(name, "g" + std::to_string(some(4)));
    }
    for (std::uint64_t i = 0; i < size * 4; ++i) {
      const auto& truster = names[some(names.size())];
      const auto& trustee = names[some(names.size())];
      if (truster == trustee) continue;
      bits.push_back(town.bit(truster, trustee, amount(), static_cast<int>(some(4))));
      if (some(8) == 0) bits.back().scope = skill("swimming");
      if (some(8) == 0) bits.back().first_seen = town_time - hour_ms;
      if (some(8) == 0) bits.back().until = town_time - day_ms;
      if (some(8) == 0) bits.back().is_on_every_branch = false;
      if (some(4) == 0) bits.back().quota = static_cast<std::uint32_t>(1 + some(3));
    }
  }

  /// All of the bits come, in this order.
  void arrive() {
    for (const auto& bit : bits) town.add(bit);
    for (const auto& [name, group] : groups) town.graph.put_in_group(feed_named(name), group);
  }
  void shuffle() {
    for (auto i = bits.size(); i > 1; --i) std::swap(bits[i - 1], bits[some(i)]);
  }
  /// Everybody once more, and who is nobody.
  std::vector<std::string> everybody() const {
    auto all = names;
    all.emplace_back("nobody");
    return all;
  }

  SplitMix64 chance;
  TrustTown town;
  std::vector<std::string> names;
  std::vector<node::trust::TrustBit> bits;
  std::vector<std::pair<std::string, std::string>> groups;

 private:
  std::uint64_t some(std::uint64_t bound) { return chance.draw_below(bound); }
  int amount() { return 10 * static_cast<int>(1 + some(12)); }
};

}  // namespace waarmerk::tests
