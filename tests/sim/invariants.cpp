// Invariants: what no run may ever show (network.md 9.5). Disk watches each write besides.
#include <algorithm>

#include "node/feed/revocations.hpp"
#include "tests/sim/world.hpp"

namespace waarmerk::sim {

namespace {

constexpr std::uint8_t entries_type = 4;
constexpr std::uint8_t fork_type = 9;

}  // namespace

void World::violate(std::string what) {
  violations_.push_back("seed " + std::to_string(options_.seed) + ", at " +
                        std::to_string(now_ - epoch_start) + " ms: " + std::move(what));
}

// I1 and I2 by Disk; I3: what is held of forks never becomes less; I13: what is kept for others has
// bounds.
void World::check(std::size_t i) {
  auto& node = nodes_[i];
  if (node.disk->broken()) violate("node " + std::to_string(i) + ": " + *node.disk->broken());
  if (node.disk->forks() < node.forks) violate("a node forgot a fork proof");
  node.forks = node.disk->forks();
  if (!node.core) return;
  const mesh::Limits limits;
  const bool is_bounded =
      node.core->links() <= mesh::links_max &&
      node.core->waiting() <= limits.parked_max + limits.awaited_max + limits.claims_max &&
      node.core->wanted() <= limits.plum.wanted_max &&
      node.core->addresses() <= limits.peers.book_max;
  if (!is_bounded) violate("a node keeps more than it may");
}

// What any list on the disk revoked is read as revoked, whichever is followed now (I4). Lists
// change where entries are kept, and nowhere else.
void World::check_list(std::size_t i, const feed::FeedId& feed) {
  const auto& disk = *nodes_[i].disk;
  const auto* kept = disk.list(feed);
  if (kept == nullptr) return;
  const auto revoked = feed::joined(kept->followed, kept->beside);
  for (const auto& list : disk.lists_of(feed))
    if (feed::joined(revoked, list) != revoked)
      violate("node " + std::to_string(i) + " reads a revocation as 0 again");
}

// Of two bodies for one place one at the most ever left the node (I7). What nobody got did not.
void World::check_signed_once(std::size_t i, const feed::Header& header) {
  const auto before = signed_.find({i, place_of(header.epoch, header.seq)});
  if (before == signed_.end() || contested_.contains(i)) return;
  const auto holders = tally_.updates()[before->second].delays_ms.size() - 1;
  if (holders > 0)
    violate("node " + std::to_string(i) + " signed a second entry for place " +
            std::to_string(header.seq) + ", of which " + std::to_string(holders) +
            " nodes hold the first");
}

// What is our own, and what proves a fork, is on the disk before anybody else hears of it (I8).
void World::check_sent(std::size_t i, const mesh::FrameBytes& frame) {
  const bool is_of_interest =
      frame->size() > 1 && ((*frame)[1] == entries_type || (*frame)[1] == fork_type);
  if (!options_.reads_all || !is_of_interest || looked_into_ == frame) return;
  looked_into_ = frame;
  const auto read = gossip::decode_frame(*frame);
  if (!read) return violate("an honest node sent what cannot be read");
  if (const auto* fork = std::get_if<gossip::Fork>(&*read);
      fork != nullptr && !nodes_[i].disk->fork_in(fork->proof.feed(), fork->proof.epoch()))
    violate("a fork proof was sent that is not on the disk");
  if (const auto* entries = std::get_if<gossip::Entries>(&*read))
    for (const auto& entry : entries->entries) check_sent_entry(i, entry.header);
}

void World::check_sent_entry(std::size_t i, const feed::Header& header) {
  if (header.feed != notary_.feed(i) || nodes_[i].disk->is_durable(header)) return;
  // What came back to us from others is theirs to lose.
  const auto known = signed_.find({i, place_of(header.epoch, header.seq)});
  const bool others_have_it =
      known == signed_.end() || tally_.updates()[known->second].delays_ms.size() > 1;
  if (!others_have_it) violate("an entry was sent that is not on its author's disk");
}

// Nobody dials what was not configured, nor said by who can be found there (I14).
void World::check_dial(std::size_t i, std::string_view endpoint) {
  if (endpoint.starts_with('n')) return;
  violate("node " + std::to_string(i) + " dialled " + std::string(endpoint) +
          ", which nobody signed for");
}

}  // namespace waarmerk::sim
