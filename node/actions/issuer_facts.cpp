#include "node/actions/issuer_facts.hpp"

#include <utility>
#include <variant>

#include "did/did.hpp"
#include "node/gossip/frame.hpp"
#include "node/kit/witness_tally.hpp"
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

/// What the witnesses that count say of the entry at `place`.
Result<void> ask_witnesses(const records::Records& records, const WitnessPolicy& policy,
                           const feed::Header& head, const records::ListPlace& place,
                           credential::IssuerFacts& facts) {
  kit::WitnessTally tally;
  for (const auto& witness : policy.trusted) {
    TRY(proof, proof_of(records, head.feed, witness));
    if (!proof) continue;
    tally.hear(stance_of(records, head, place, proof->leaf), proof->snapshot.body.at);
  }
  tally.tell(facts);
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
