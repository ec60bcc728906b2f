#include "node/actions/known_bits.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "node/actions/shown_withdrawal.hpp"
#include "node/feed/payload.hpp"
#include "node/records/trust_bits.hpp"
#include "node/trust/relation.hpp"

namespace waarmerk::node::actions {
namespace {

/// What it says, and in which form, as far as that can be read.
void read_payload(const Ports& ports, KnownBit& bit) {
  const auto credential = credential_of_bit(ports, bit.kept.name.hash);
  if (!credential) return;
  auto said = trust::read_statement(*credential);
  if (!said) return;
  bit.said = std::move(*said);
  bit.form = *trust::form_of(*credential);
}

BitState state_of(const KnownBit& bit, UnixTime now) {
  if (bit.kept.ended) return BitState::ended;
  if (!bit.said) return BitState::unreadable;
  if (now >= bit.said->until) return BitState::expired;
  return now < bit.said->from ? BitState::not_yet : BitState::stands;
}

/// By whom, about whom and for what: of two alike the later counts.
using Matter = std::tuple<feed::FeedId, feed::FeedId, trust::Scope>;

bool is_later(const KnownBit& left, const KnownBit& right) {
  return std::tie(left.kept.said->at, left.kept.said->epoch, left.kept.said->seq) >
         std::tie(right.kept.said->at, right.kept.said->epoch, right.kept.said->seq);
}

/// Where its list shows an end that its feed does not tell, or one from before.
Result<void> end_as_shown(const Ports& ports, KnownBit& bit) {
  if (!bit.said) return {};
  TRY(since, shown_withdrawn_since(ports.records.store, *bit.said));
  if (since) bit.kept.ended = std::min(bit.kept.ended.value_or(*since), *since);
  return {};
}

Result<std::vector<KnownBit>> look_at(const Ports& ports, std::vector<records::Trust> trusts) {
  std::vector<KnownBit> bits;
  for (auto& kept : trusts) {
    if (!kept.said) continue;
    bits.push_back({.kept = std::move(kept)});
    read_payload(ports, bits.back());
    TRY_OK(end_as_shown(ports, bits.back()));
  }
  std::ranges::sort(bits, is_later);
  const auto now = ports.clock.now();
  std::set<Matter> later;
  for (auto& bit : bits) {
    bit.state = state_of(bit, now);
    if (!bit.said) continue;
    Matter matter{bit.kept.name.by, feed::feed_id_of(bit.said->trustee), bit.said->scope};
    const bool is_replaced = !later.insert(std::move(matter)).second;
    if (is_replaced && bit.state != BitState::ended) bit.state = BitState::replaced;
  }
  return bits;
}

std::set<Sha256> standing(const std::vector<KnownBit>& bits) {
  std::set<Sha256> relations;
  for (const auto& bit : bits) {
    if (bit.state == BitState::stands) relations.insert(*relation_of(bit));
  }
  return relations;
}

}  // namespace

std::string_view print_bit_state(BitState state) {
  switch (state) {
    case BitState::stands: return "stands";
    case BitState::not_yet: return "not yet";
    case BitState::expired: return "expired";
    case BitState::replaced: return "replaced";
    case BitState::ended: return "ended";
    case BitState::unreadable: return "unreadable";
  }
  std::unreachable();
}

Result<credential::Credential> credential_of_bit(const Ports& ports, const Sha256& hash) {
  const auto payload = ports.records.feeds.payload(hash);
  if (!payload) return fail(trust::bad_bit, "Its payload is not held here.");
  TRY(document, feed::decode_json_payload(*payload));
  return credential::read_credential(document);
}

std::optional<Sha256> relation_of(const KnownBit& bit) {
  if (!bit.said) return std::nullopt;
  return trust::relation_id(bit.kept.name.by, feed::feed_id_of(bit.said->trustee), bit.said->scope);
}

Result<std::vector<KnownBit>> bits_given(const Ports& ports) {
  TRY(trusts, records::list_trusts(ports.records.store, ports.self.feed));
  return look_at(ports, std::move(trusts));
}

Result<std::vector<KnownBit>> bits_received(const Ports& ports) {
  const auto& records = ports.records;
  TRY(places, records::list_bits_about(records.store, ports.self.feed));
  std::set<Sha256> seen;
  std::vector<records::Trust> trusts;
  for (const auto& [truster, place] : places) {
    const auto entry = records.feeds.find_entry(truster, place.epoch, place.seq);
    if (!entry || !seen.insert(entry->header.payload_hash).second) continue;
    TRY(trust, records::find_trust(records.store, {truster, entry->header.payload_hash}));
    if (trust) trusts.push_back(std::move(*trust));
  }
  return look_at(ports, std::move(trusts));
}

std::set<Sha256> mutual_relations(const std::vector<KnownBit>& given,
                                  const std::vector<KnownBit>& received) {
  auto mutual = standing(given);
  const auto theirs = standing(received);
  std::erase_if(mutual, [&theirs](const Sha256& relation) { return !theirs.contains(relation); });
  return mutual;
}

}  // namespace waarmerk::node::actions
