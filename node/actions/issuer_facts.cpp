#include "node/actions/issuer_facts.hpp"

#include <algorithm>
#include <functional>
#include <utility>
#include <variant>
#include <vector>

#include "did/did.hpp"
#include "node/gossip/frame.hpp"
#include "node/records/witnesses.hpp"
#include "node/witness/stance.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Conflict;
using witness::Stance;

bool is_last_word(const feed::Header& head) {
  return head.type == feed::EntryType::close || head.has(feed::flag_end_of_feed);
}

/// What was kept was verified; it is read again for what it says.
Result<std::optional<witness::Proof>> proof_of(const records::Records& records,
                                               const feed::FeedId& feed, const did::Did& witness) {
  TRY(is_broken, records::is_broken_witness(records.store, witness));
  if (is_broken) return std::nullopt;
  TRY(frame, records::find_proof(records.store, feed, witness));
  if (!frame) return std::nullopt;
  auto decoded = gossip::decode_frame(*frame);
  auto* proof = decoded ? std::get_if<witness::Proof>(&*decoded) : nullptr;
  if (proof == nullptr) return fail(records::bad_row, "A proof cannot be read.");
  return std::move(*proof);
}

Stance stance_of(const records::Records& records, const feed::Header& head,
                 const records::ListPlace& place, const witness::Leaf& leaf) {
  witness::HeldFeed held{.head = {head.epoch, head.seq}, .entry = {place.epoch, place.seq}};
  const auto there =
      records.feeds.headers(head.feed, leaf.head.epoch, {leaf.head.seq, leaf.head.seq}, 1);
  if (!there.empty()) held.at_leaf = feed::entry_hash(there.front());
  return witness::stance_of(leaf, held);
}

void add(std::vector<Conflict>& conflicts, Conflict conflict) {
  if (std::ranges::find(conflicts, conflict) == conflicts.end()) conflicts.push_back(conflict);
}

/// Notes what one witness said, and answers when it agreed.
std::optional<UnixTime> take(Stance stance, UnixTime at, std::vector<Conflict>& conflicts) {
  switch (stance) {
    case Stance::agrees: return at;
    case Stance::behind: break;
    case Stance::ahead: add(conflicts, Conflict::witness_ahead); break;
    case Stance::differs: add(conflicts, Conflict::witness_differs); break;
    case Stance::forked: add(conflicts, Conflict::forked); break;
  }
  return std::nullopt;
}

/// What the witnesses that count say of the entry at `place`.
Result<void> ask_witnesses(const records::Records& records, const WitnessPolicy& policy,
                           const feed::Header& head, const records::ListPlace& place,
                           credential::IssuerFacts& facts) {
  std::vector<UnixTime> agreed;
  for (const auto& witness : policy.trusted) {
    TRY(proof, proof_of(records, head.feed, witness));
    if (!proof) continue;
    const auto stance = stance_of(records, head, place, proof->leaf);
    if (const auto at = take(stance, proof->snapshot.body.at, facts.conflicts)) {
      agreed.push_back(*at);
    }
  }
  std::ranges::sort(agreed, std::greater());
  auto& witnesses = facts.witnesses;
  witnesses.agree = agreed.size();
  if (!agreed.empty()) witnesses.newest = agreed.front();
  const auto needed = std::max<std::size_t>(witnesses.needed, 1);
  if (agreed.size() >= needed) witnesses.together = agreed[needed - 1];
  return {};
}

}  // namespace

Result<IssuerStanding> standing_of(const records::Records& records, const WitnessPolicy& policy,
                                   const StandingQuestion& question) {
  IssuerStanding standing;
  auto& facts = standing.facts;
  facts.witnesses.of = policy.trusted.size();
  facts.witnesses.needed = credential::witnesses_needed(policy.needed, records.feeds.count());
  const auto did = did::Did::parse(question.issuer);
  if (!did) return standing;
  const auto feed = feed::feed_id_of(*did);
  const auto head = records.feeds.head(feed);
  if (!head) return standing;
  const bool is_forked = records.feeds.fork(feed).has_value();
  standing.last_heard = head->ts;
  facts.liveness = credential::liveness_of(
      {.last = head->ts, .is_closed = is_last_word(*head), .is_forked = is_forked}, question.now);
  if (is_forked) facts.conflicts.push_back(Conflict::forked);
  if (question.place) {
    TRY_OK(ask_witnesses(records, policy, *head, *question.place, facts));
  }
  return standing;
}

}  // namespace waarmerk::node::actions
