#include "node/actions/issuer_facts.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "did/did.hpp"
#include "node/gossip/decode_as.hpp"
#include "node/kit/witness_tally.hpp"
#include "node/records/heard.hpp"
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
  auto proof = gossip::decode_as<witness::Proof>(*frame);
  if (!proof) return fail(records::bad_row, "A proof cannot be read.");
  return proof;
}

/// What is known of a feed from the entry that carried a list on.
struct Known {
  feed::Header head;                       // the newest that is known
  feed::Header last;                       // up to which nothing newer followed the list
  std::vector<records::HeardEntry> heard;  // in the place of the feed, where that is not held
};

/// The headers that a bundle brought, where they go further than the feed that is held. What stands
/// behind an entry that carried an unknown list tells nothing of the one in question.
std::optional<Known> heard_of(std::vector<records::HeardEntry> heard,
                              const std::optional<feed::Header>& head,
                              const std::optional<records::ListPlace>& place) {
  if (heard.empty()) return std::nullopt;
  const auto& end = heard.back().header;
  const bool is_behind = head && std::pair(head->epoch, head->seq) >= std::pair(end.epoch, end.seq);
  if (is_behind) return std::nullopt;
  auto at = std::ranges::find_if(heard, [&](const auto& one) {
    return place && one.header.epoch == place->epoch && one.header.seq == place->seq;
  });
  if (place && at == heard.end()) return std::nullopt;
  if (!place) at = heard.begin();
  for (auto next = at + 1; next != heard.end(); at = next++) {
    if (next->header.type == feed::EntryType::status && !next->has_list) break;
  }
  const auto last = at->header;
  return Known{end, last, std::move(heard)};
}

std::optional<Known> known_of(const records::Records& records, const feed::FeedId& feed,
                              std::vector<records::HeardEntry> heard,
                              const std::optional<records::ListPlace>& place) {
  const auto head = records.feeds.head(feed);
  if (auto known = heard_of(std::move(heard), head, place)) return known;
  if (head) return Known{*head, *head, {}};
  return std::nullopt;
}

std::optional<Sha256> hash_at(const records::Records& records, const Known& known,
                              const feed::FeedHead& at) {
  for (const auto& one : known.heard) {
    const bool is_there = one.header.epoch == at.epoch && one.header.seq == at.seq;
    if (is_there) return feed::entry_hash(one.header);
  }
  const auto there = records.feeds.headers(known.head.feed, at.epoch, {at.seq, at.seq}, 1);
  return there.empty() ? std::nullopt : std::optional(feed::entry_hash(there.front()));
}

Stance stance_of(const records::Records& records, const Known& known,
                 const records::ListPlace& place, const witness::Leaf& leaf) {
  const witness::HeldFeed held{.head = {known.last.epoch, known.last.seq},
                               .at_leaf = hash_at(records, known, leaf.head),
                               .entry = {place.epoch, place.seq}};
  return witness::stance_of(leaf, held);
}

/// What the witnesses that count say of the entry at `place`.
Result<void> ask_witnesses(const records::Records& records, const WitnessPolicy& policy,
                           const Known& known, const records::ListPlace& place,
                           credential::IssuerFacts& facts) {
  kit::WitnessTally tally;
  for (const auto& witness : policy.trusted) {
    TRY(proof, proof_of(records, known.head.feed, witness));
    if (!proof) continue;
    tally.hear(stance_of(records, known, place, proof->leaf), proof->snapshot.body.at);
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
  TRY(heard, records::find_heard(records.store, feed));
  const auto known = known_of(records, feed, std::move(heard), question.place);
  if (!known) return standing;
  const bool is_forked = records.feeds.fork(feed).has_value();
  standing.last_heard = known->last.ts;
  const credential::FeedHeard all{
      .last = known->head.ts, .is_closed = is_last_word(known->head), .is_forked = is_forked};
  facts.liveness = credential::liveness_of(all, question.now);
  standing.next_liveness = credential::next_liveness(all, question.now);
  if (is_forked) facts.conflicts.push_back(Conflict::forked);
  if (question.place) {
    TRY_OK(ask_witnesses(records, policy, *known, *question.place, facts));
  }
  return standing;
}

}  // namespace waarmerk::node::actions
