#include "node/actions/follow_witnesses.hpp"

#include <algorithm>
#include <utility>

#include "node/actions/get_from_peer.hpp"
#include "node/gossip/decode_as.hpp"
#include "node/gossip/head_answer.hpp"
#include "node/gossip/limits.hpp"
#include "node/gossip/serve.hpp"
#include "node/records/witnesses.hpp"
#include "node/witness/limits.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {
namespace {

/// Before a feed of which a proof is missing is asked about again.
constexpr std::int64_t ask_again_ms = 10 * minute_ms;

/// Feeds, each with when it was asked about.
using Turns = std::vector<std::pair<UnixTime, feed::FeedId>>;

/// Those first that were asked about longest ago, as many as one round takes.
std::vector<feed::FeedId> first_of(Turns turns) {
  std::ranges::sort(turns);
  if (turns.size() > proofs_per_round_max) turns.resize(proofs_per_round_max);
  std::vector<feed::FeedId> first;
  for (const auto& [at, feed] : turns) first.push_back(feed);
  return first;
}

}  // namespace

WitnessFollower::WitnessFollower(Ports& ports, WitnessPolicy policy,
                                 std::function<std::vector<std::string>()> peers)
    : ports_(ports), policy_(std::move(policy)), peers_(std::move(peers)) {}

Task<Result<void>> WitnessFollower::round() {
  auto loaded = load();
  if (!loaded) co_return loaded;
  ask_links();
  auto peers = peers_();
  if (peers.empty()) co_return Result<void>();
  std::ranges::rotate(peers, peers.begin() + static_cast<std::ptrdiff_t>(turn_++ % peers.size()));
  if (peers.size() > peers_per_question_max) peers.resize(peers_per_question_max);
  for (std::size_t which = 0; which < known_.size(); ++which) co_await look_for(which, peers);
  for (const auto& feed : wanted()) {
    auto asked = co_await ask(feed, peers);
    if (!asked) co_return asked;
  }
  co_return Result<void>();
}

Result<void> WitnessFollower::load() {
  if (!known_.empty()) return {};
  const auto& store = ports_.records.store;
  std::vector<Known> all;
  for (const auto& witness : policy_.trusted) {
    Known known{.witness = witness};
    TRY(is_broken, records::is_broken_witness(store, witness));
    known.is_broken = is_broken;
    TRY(kept, records::find_snapshot(store, witness));
    const auto snapshot = kept ? gossip::decode_as<witness::Snapshot>(*kept) : std::nullopt;
    if (snapshot) known.newest = snapshot->body.at;
    for (const auto& feed : ports_.records.feeds.all()) {
      TRY(frame, records::find_proof(store, feed, witness));
      auto proof = frame ? gossip::decode_as<witness::Proof>(*frame) : std::nullopt;
      if (proof) known.proofs.emplace(feed, std::move(*proof));
    }
    all.push_back(std::move(known));
  }
  known_ = std::move(all);
  return {};
}

/// A witness signs no oftener than every ten minutes, and what links bring comes by itself.
bool WitnessFollower::may_have_news(const Known& known) const {
  if (known.is_broken) return false;
  if (!known.newest) return true;
  const auto gaps = known.came_by_link ? 2 : 1;
  return ports_.clock.now() - *known.newest >= gaps * witness::snapshot_gap_ms;
}

/// Whether the witness said something since.
Task<void> WitnessFollower::look_for(std::size_t which, std::vector<std::string> peers) {
  if (!may_have_news(known_[which])) co_return;
  const auto& witness = known_[which].witness;
  for (const auto& peer : peers) {
    const auto body = co_await get(peer, "/w/" + witness.text() + "/latest");
    const auto snapshot = body ? gossip::decode_as<witness::Snapshot>(*body) : std::nullopt;
    if (!snapshot || snapshot->body.witness != witness) continue;
    if (!witness::verify_snapshot(*snapshot, ports_.clock.now())) continue;
    auto& known = known_[which];
    if (known.newest && *known.newest >= snapshot->body.at) co_return;
    known.newest = snapshot->body.at;
    known.came_by_link = false;
    co_return;
  }
}

Result<void> WitnessFollower::hear(const witness::Snapshot& snapshot) {
  TRY_OK(load());
  const auto& body = snapshot.body;
  const auto known = std::ranges::find(known_, body.witness, &Known::witness);
  if (known == known_.end() || known->is_broken || known->newest > body.at) return {};
  if (known->newest != body.at) {
    storage::Batch rows;
    records::save_snapshot(rows, body.witness, gossip::encode_frame(snapshot));
    TRY_OK(ports_.records.store.write(rows, storage::Durability::buffered));
  }
  known->newest = body.at;
  known->came_by_link = true;
  ask_links(*known, ports_.records.feeds.all());
  return {};
}

Result<void> WitnessFollower::hear(const witness::Proof& proof) {
  TRY_OK(load());
  return keep(proof.leaf.head.feed, proof);
}

void WitnessFollower::ask_links() {
  const auto feeds = ports_.records.feeds.all();
  for (auto& known : known_) ask_links(known, feeds);
}

/// About each snapshot once: what is not answered is asked for by HTTP.
void WitnessFollower::ask_links(Known& known, const std::vector<feed::FeedId>& feeds) {
  if (!ask_links_ || !known.came_by_link) return;
  Turns turns;
  for (const auto& feed : feeds) {
    const auto asked = known.asked.find(feed);
    const bool was_asked = asked != known.asked.end();
    if (!known.lacks(feed) || (was_asked && asked->second.about == *known.newest)) continue;
    turns.emplace_back(was_asked ? asked->second.asked : UnixTime{}, feed);
  }
  const auto first = first_of(std::move(turns));
  for (std::size_t at = 0; at < first.size(); at += gossip::proofs_asked_max) {
    const auto count = std::min(first.size() - at, gossip::proofs_asked_max);
    const auto begin = first.begin() + static_cast<std::ptrdiff_t>(at);
    const std::vector some(begin, begin + static_cast<std::ptrdiff_t>(count));
    for (const auto& feed : some) known.asked[feed] = {*known.newest, ports_.clock.now()};
    ask_links_(known.witness, some);
  }
}

bool WitnessFollower::awaits_link(const Known& known, const feed::FeedId& feed) const {
  if (!ask_links_ || !known.came_by_link) return false;
  const auto asked = known.asked.find(feed);
  return asked == known.asked.end() || asked->second.about != *known.newest ||
         ports_.clock.now() - asked->second.asked < link_patience_ms;
}

bool WitnessFollower::Known::lacks(const feed::FeedId& feed) const {
  if (is_broken || !newest) return false;
  const auto held = proofs.find(feed);
  return held == proofs.end() || held->second.snapshot.body.at < *newest;
}

bool WitnessFollower::is_missing(const feed::FeedId& feed) const {
  return std::ranges::any_of(
      known_, [&](const Known& known) { return known.lacks(feed) && !awaits_link(known, feed); });
}

/// The feeds of which some witness may say more.
std::vector<feed::FeedId> WitnessFollower::wanted() const {
  const auto now = ports_.clock.now();
  Turns turns;
  for (const auto& feed : ports_.records.feeds.all()) {
    const auto asked = asked_.find(feed);
    const auto at = asked == asked_.end() ? UnixTime{} : asked->second;
    if (now - at >= ask_again_ms && is_missing(feed)) turns.emplace_back(at, feed);
  }
  return first_of(std::move(turns));
}

Task<Result<void>> WitnessFollower::ask(feed::FeedId feed, std::vector<std::string> peers) {
  asked_[feed] = ports_.clock.now();
  for (const auto& peer : peers) {
    const auto body = co_await get(peer, gossip::head_path(feed));
    if (!body) continue;
    const auto proofs = gossip::decode_head_proofs(*body);
    if (!proofs) continue;
    for (const auto& proof : *proofs) {
      auto kept = keep(feed, proof);
      if (!kept) co_return kept;
    }
    if (!is_missing(feed)) break;
  }
  co_return Result<void>();
}

/// On the disk first. Others hold it too, but for what shows that a witness broke its word.
Result<void> WitnessFollower::keep(const feed::FeedId& feed, const witness::Proof& proof) {
  const auto& body = proof.snapshot.body;
  const auto known = std::ranges::find(known_, body.witness, &Known::witness);
  if (known == known_.end() || known->is_broken || proof.leaf.head.feed != feed) return {};
  if (!witness::verify_proof(proof, ports_.clock.now())) return {};
  auto& store = ports_.records.store;
  const auto frame = gossip::encode_frame(proof);
  const auto held = known->proofs.find(feed);
  storage::Batch rows;
  if (held != known->proofs.end()) {
    if (witness::contradict(held->second, proof)) {
      records::save_broken_witness(rows, known->witness, gossip::encode_frame(held->second), frame);
      TRY_OK(store.write(rows, storage::Durability::durable));
      known->is_broken = true;
      return {};
    }
    if (body.at <= held->second.snapshot.body.at) return {};
  }
  records::save_proof(rows, feed, known->witness, frame);
  const bool is_newest = !known->newest || *known->newest <= body.at;
  if (is_newest) {
    records::save_snapshot(rows, known->witness, gossip::encode_frame(proof.snapshot));
  }
  TRY_OK(store.write(rows, storage::Durability::buffered));
  if (!known->newest || *known->newest < body.at) known->came_by_link = false;
  if (is_newest) known->newest = body.at;
  known->proofs.insert_or_assign(feed, proof);
  return {};
}

Task<std::optional<Bytes>> WitnessFollower::get(std::string peer, std::string path) {
  auto fetched =
      co_await get_from_peer(ports_.fetcher, {.url = std::move(peer),
                                              .path = std::move(path),
                                              .bytes_max = gossip::head_answer_bytes_max});
  if (!fetched || fetched->status != 200) co_return std::nullopt;
  co_return to_bytes(bytes_of(fetched->body));
}

}  // namespace waarmerk::node::actions
