// Witnesses among the simulated nodes: they sign what they saw, crash before and after they wrote
// it, and go on under another key where their disk is an old one (spec/wire/witness.md 5).
#include "tests/sim/world.hpp"

namespace waarmerk::sim {

namespace {

constexpr std::int64_t attest_ms = minute_ms;  // between two looks at whether anything is due

// Whether `newer` says less than `older` of the same feed, or another thing (I9).
bool takes_back(const witness::Leaf& older, const witness::Leaf& newer) {
  if (newer.head.epoch != older.head.epoch) return newer.head.epoch < older.head.epoch;
  if (newer.forked != older.forked) return older.forked;
  if (newer.head.seq != older.head.seq)
    return newer.forked ? newer.head.seq > older.head.seq : newer.head.seq < older.head.seq;
  return newer.head.hash != older.head.hash;
}

}  // namespace

void World::appoint(std::size_t i) {
  auto& office = offices_[i];
  if (!office.desk) open_desk(i, office);
  nodes_[i].disk->on_proof([&office](const mesh::SnapshotName& name, const feed::FeedId& feed) {
    return office.prove(name, feed);
  });
  if (!std::exchange(attests_, true)) attest_later();
}

// A new witness, whose key is a new one.
void World::open_desk(std::size_t i, Office& office) {
  office.key = ++witnesses_;
  office.desk = std::make_unique<tests::WitnessDesk>(office.key);
  office.signed_last.reset();
  see_all(i);
}

std::optional<witness::Proof> World::Office::prove(const mesh::SnapshotName& name,
                                                   const feed::FeedId& feed) const {
  if (!signed_last || signed_last->body.at != name.at || name.witness != desk->self())
    return std::nullopt;
  auto proof = desk->witness.prove(feed, *signed_last);
  return proof ? std::optional(*std::move(proof)) : std::nullopt;
}

// What a witness sees again after a crash may be less than it saw before: then it keeps to that.
void World::see_all(std::size_t i) {
  const auto office = offices_.find(i);
  if (office == offices_.end()) return;
  for (std::size_t author = 0; author < nodes_.size(); ++author) see(i, notary_.feed(author));
}

void World::see(std::size_t i, const feed::FeedId& feed) {
  const auto office = offices_.find(i);
  if (office == offices_.end()) return;
  const auto& node = nodes_[i];
  auto& witness = office->second.desk->witness;
  const auto head = node.disk->head(feed);
  const auto now = now_ + node.skew_ms;
  // A refusal says that it saw more already.
  if (head) static_cast<void>(witness.see(*head, now));
  if (const auto fork = node.disk->fork_in(feed, head ? head->epoch : 0))
    static_cast<void>(witness.see(*fork, now));
}

void World::attest_later() {
  act_at(attest_ms, [this] {
    for (auto& [node, office] : offices_) attest(node, office);
    attest_later();
  });
}

// What is due goes to disk, then it is signed; in between anything may happen.
void World::attest(std::size_t i, Office& office) {
  auto& node = nodes_[i];
  if (!node.core) return;
  const auto draft = office.desk->witness.next(now_ + node.skew_ms);
  if (!draft) return;
  if (node.disk->is_full()) return office.desk->witness.not_saved();
  const auto fate = options_.witnesses_crash ? draw(20) : std::uint64_t{2};
  if (fate != 0) office.desk->write(*draft);
  if (fate <= 1) {
    crash(i, true);
    act_at(attest_ms, [this, i] { start(i); });
    return;
  }
  office.desk->witness.saved();
  show(i, office);
}

// Signed and told to others: from now on it is a word to keep.
void World::show(std::size_t i, Office& office) {
  const auto snapshot = office.desk->witness.sign(*office.desk->signer);
  if (!snapshot) return;
  office.signed_last = *snapshot;
  auto& told = told_[snapshot->body.witness.text()];
  if (snapshot->body.at < told.at) violate("a witness went back in time");
  for (const auto& [feed, leaf] : office.desk->disk.leaves) {
    const auto before = told.leaves.find(feed);
    if (before != told.leaves.end() && takes_back(before->second, leaf))
      violate("a witness took back what it had signed");
  }
  told = {.at = snapshot->body.at, .leaves = office.desk->disk.leaves};
  ++told_snapshots_;
  tell(i, mesh::SnapshotSigned{*snapshot});
}

// A witness whose memory went back says nothing more (I9); it begins anew.
void World::reopen_desk(std::size_t i, bool restored) {
  const auto found = offices_.find(i);
  if (found == offices_.end()) return;
  auto& office = found->second;
  office.signed_last.reset();
  if (restored && office.backup) {
    office.desk = std::make_unique<tests::WitnessDesk>(office.backup->first);
    office.desk->disk = office.backup->second;
  }
  office.desk->crash(restored ? witness::Memory::restored : witness::Memory::whole);
  see_all(i);
  if (!restored) return;
  if (office.desk->witness.next(now_ + 2 * hour_ms))
    violate("a witness that was restored signs under its old key");
  open_desk(i, office);
}

void World::ask_witnesses(std::size_t i, std::size_t author) {
  for (const auto& [node, office] : offices_)
    tell(i, mesh::ProofsWanted{office.desk->self(), {notary_.feed(author)}});
}

void World::note(std::size_t i, const mesh::ProofHeard& event) {
  const auto& proof = event.proof;
  testimony_.insert_or_assign({i, proof.leaf.head.feed, proof.snapshot.body.witness.text()}, proof);
}

std::vector<witness::Proof> World::testimony(std::size_t i, std::size_t author) const {
  std::vector<witness::Proof> proofs;
  const auto& feed = notary_.feed(author);
  for (auto at = testimony_.lower_bound({i, feed, {}});
       at != testimony_.end() && std::get<0>(at->first) == i && std::get<1>(at->first) == feed;
       ++at)
    proofs.push_back(at->second);
  return proofs;
}

}  // namespace waarmerk::sim
