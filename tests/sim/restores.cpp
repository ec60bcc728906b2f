#include "tests/sim/restores.hpp"

#include <optional>
#include <vector>

#include "crypto/base/split_mix.hpp"
#include "node/feed/head_recovery.hpp"
#include "tests/sim/disk.hpp"

namespace waarmerk::sim {

namespace {

constexpr std::uint64_t entries_max = 40;
constexpr UnixTime begin{1'772'532'720'000};

// A feed of forty entries, and what somebody holds who heard of the first `held` of them.
class Story {
 public:
  explicit Story(std::uint64_t seed) : notary_(seed, 1, Signatures::fake) {
    Disk whole(nothing_, archive_);
    disks_.push_back(whole);
    for (std::uint64_t i = 0; i < entries_max; ++i) {
      const auto entry = notary_.write(0, whole, {}, begin + static_cast<std::int64_t>(i));
      whole.keep({.feed = entry.header.feed,
                  .entries = {{entry.header, feed::EntryState::ok, entry.payload}}});
      disks_.push_back(whole);
    }
  }
  const Disk& holding(std::uint64_t count) const { return disks_[count]; }
  std::optional<feed::Header> head(std::uint64_t count) const {
    return holding(count).head(notary_.feed(0));
  }
  feed::HeadRecovery recovery(std::uint64_t held, std::size_t peers) const {
    const auto check = [this](const feed::Header& header) { return notary_.check(header); };
    return {notary_.feed(0), holding(held), check, peers, begin};
  }

 private:
  Notary notary_;
  Beginning nothing_;
  Archive archive_;
  std::vector<Disk> disks_;
};

}  // namespace

Restored restore_often(std::uint64_t seed, std::size_t times, const Restores& restores) {
  const Story story(seed);
  SplitMix64 chance(seed);
  Restored counts;
  for (std::size_t time = 0; time < times; ++time) {
    const auto signed_before = 1 + chance.draw_below(entries_max - 1);
    auto held = chance.draw_below(signed_before + 1);
    std::optional<feed::Standing> standing;
    // Each round it has fetched what it heard of in the one before.
    for (int round = 0; round < 3 && standing != feed::Standing::safe; ++round) {
      auto recovery = story.recovery(held, restores.peers);
      while (const auto peer = recovery.next()) {
        const bool silent = chance.draw_below(100) < restores.silent_percent;
        const bool late = chance.draw_below(1000) < restores.late_in_thousand;
        const auto known = late ? chance.draw_below(signed_before) : signed_before;
        if (silent)
          recovery.supply_silence(*peer);
        else
          recovery.supply(*peer, story.head(known));
      }
      standing = recovery.outcome(begin);
      if (standing == feed::Standing::behind) held = recovery.newest()->seq;
    }
    const bool is_safe = standing == feed::Standing::safe;
    counts.safe += is_safe && held == signed_before ? 1 : 0;
    counts.forked += is_safe && held < signed_before ? 1 : 0;
    counts.waiting += is_safe ? 0 : 1;
  }
  return counts;
}

}  // namespace waarmerk::sim
