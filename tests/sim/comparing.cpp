#include "tests/sim/comparing.hpp"

#include <vector>

#include "crypto/base/big_endian.hpp"
#include "crypto/base/sha2.hpp"
#include "node/recon/heads.hpp"
#include "node/recon/initiator.hpp"
#include "node/recon/responder.hpp"

namespace waarmerk::sim {

namespace {

namespace recon = node::recon;

recon::Item item_of(std::uint64_t seed, std::uint64_t feed, std::uint64_t seq) {
  Bytes name;
  append_big_endian(name, seed);
  append_big_endian(name, feed);
  return recon::item_of({.feed = node::feed::FeedId(sha256(name).value),
                         .epoch = 0,
                         .seq = seq,
                         .hash = sha256(Bytes(1, static_cast<std::uint8_t>(seq)))});
}

}  // namespace

Compared compare_heads(std::uint64_t seed, const Heads& heads) {
  std::vector<recon::Item> ours;
  std::vector<recon::Item> theirs;
  for (std::size_t feed = 0; feed < heads.feeds; ++feed) {
    ours.push_back(item_of(seed, feed, 1));
    theirs.push_back(item_of(seed, feed, feed < heads.newer ? 2 : 1));
  }
  recon::Initiator asks{recon::ItemSet(std::move(ours))};
  recon::Responder answers{recon::ItemSet(std::move(theirs))};
  auto message = asks.open();
  while (true) {
    const auto answer = answers.answer(message);
    if (!answer) break;
    auto next = asks.answer(*answer);
    if (!next || !*next) break;
    message = std::move(**next);
  }
  return {.bytes = asks.bytes(), .rounds = asks.rounds(), .found = asks.differences().need.size()};
}

}  // namespace waarmerk::sim
