#include "node/kit/kit_standing.hpp"

#include <algorithm>
#include <utility>

#include "node/feed/feed_head.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/feed/limits.hpp"
#include "node/feed/payload.hpp"
#include "node/kit/witness_tally.hpp"
#include "node/witness/stance.hpp"

namespace waarmerk::node::kit {
namespace {

using witness::Stance;

/// Which list an entry carried; nothing where it is none of this kit.
const KitList* carried_by(const Kit& kit, const feed::Header& header) {
  if (header.type != feed::EntryType::status) return nullptr;
  const auto found = std::ranges::find_if(kit.lists, [&](const KitList& list) {
    const auto bytes = bytes_of(list.list);
    const auto payload = feed::encode_status({.url = list.url,
                                              .format = feed::format_of(bytes),
                                              .version = list.version,
                                              .list = to_bytes(bytes)});
    return payload && feed::check_payload_bytes(header, *payload);
  });
  return found == kit.lists.end() ? nullptr : &*found;
}

/// The part of the chain from the entry that carried the list on, as far as no entry may be a newer
/// list of the same place.
struct Stretch {
  std::size_t first = 0;
  std::size_t last = 0;
};

std::optional<Stretch> stretch_of(const Kit& kit, std::string_view url) {
  std::optional<Stretch> stretch;
  for (std::size_t at = 0; at < kit.headers.size(); ++at) {
    const auto& header = kit.headers[at];
    const auto* list = carried_by(kit, header);
    if (list != nullptr && list->url == url) {
      stretch = Stretch{at, at};
    } else if (stretch && header.type == feed::EntryType::status && list == nullptr) {
      break;  // nobody can tell which list this was
    } else if (stretch) {
      stretch->last = at;
    }
  }
  return stretch;
}

Stance stance_of(const Kit& kit, const Stretch& stretch, const witness::Leaf& leaf) {
  const auto& first = kit.headers[stretch.first];
  const auto& last = kit.headers[stretch.last];
  witness::HeldFeed held{.head = {last.epoch, last.seq}, .entry = {first.epoch, first.seq}};
  for (const auto& header : kit.headers) {
    const bool is_there = header.epoch == leaf.head.epoch && header.seq == leaf.head.seq;
    if (is_there) held.at_leaf = feed::entry_hash(header);
  }
  return witness::stance_of(leaf, held);
}

void ask_witnesses(const Kit& kit, const KitQuestion& question, const Stretch& stretch,
                   credential::IssuerFacts& facts) {
  WitnessTally tally;
  std::vector<did::Did> heard;
  for (const auto& proof : kit.proofs) {
    const auto& body = proof.snapshot.body;
    const bool counts =
        std::ranges::find(question.witnesses, body.witness) != question.witnesses.end();
    const bool is_again = std::ranges::find(heard, body.witness) != heard.end();
    if (!counts || is_again || proof.leaf.head.feed != feed::feed_id_of(kit.issuer)) continue;
    if (!witness::verify_proof(proof, question.now)) continue;
    heard.push_back(body.witness);
    tally.hear(stance_of(kit, stretch, proof.leaf), body.at);
  }
  tally.tell(facts);
}

}  // namespace

bool is_chain(const Kit& kit, const did::DocumentHistory& documents, UnixTime now) {
  const auto& headers = kit.headers;
  if (headers.empty()) return false;
  for (std::size_t at = 0; at + 1 < headers.size(); ++at) {
    const auto& next = headers[at + 1];
    const bool follows = next.feed == headers[at].feed && next.epoch == headers[at].epoch &&
                         next.seq == headers[at].seq + 1 &&
                         next.prev == feed::entry_hash(headers[at]);
    if (!follows) return false;
  }
  const auto& last = headers.back();
  if (last.feed != feed::feed_id_of(kit.issuer)) return false;
  if (last.ts > now + feed::clock_skew_ms) return false;
  const auto keys = feed::feed_keys_of(documents);
  if (!keys) return false;
  const auto key = keys->find(last);
  return key && feed::verify_header(last, *key);
}

KitStanding standing_of(const Kit& kit, const KitQuestion& question) {
  KitStanding standing;
  auto& facts = standing.facts;
  facts.witnesses.of = question.witnesses.size();
  facts.witnesses.needed = question.witnesses_needed;
  if (!is_chain(kit, question.documents, question.now)) return standing;
  const auto stretch = stretch_of(kit, question.url);
  if (!stretch) return standing;
  const auto& first = kit.headers[stretch->first];
  standing.place = credential::FeedPlace{first.epoch, first.seq};
  const auto& last = kit.headers[stretch->last];
  standing.last_heard = last.ts;
  const bool is_closed = last.type == feed::EntryType::close || last.has(feed::flag_end_of_feed);
  facts.liveness = credential::liveness_of({.last = last.ts, .is_closed = is_closed}, question.now);
  ask_witnesses(kit, question, *stretch, facts);
  return standing;
}

}  // namespace waarmerk::node::kit
