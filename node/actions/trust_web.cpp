#include "node/actions/trust_web.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "node/actions/asked_hosts.hpp"
#include "node/actions/issuer_facts.hpp"
#include "node/actions/left_behind.hpp"
#include "node/actions/shown_withdrawal.hpp"
#include "node/feed/statement.hpp"
#include "node/mesh/marks.hpp"
#include "node/records/trusts.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::size_t arrivals_at_once = 1000;
constexpr std::size_t headers_at_once = 1000;

/// Those whose hosts are of one registered name are one organisation to whoever asks.
void put_in_group(trust::Graph& graph, const did::Did& did) {
  const auto name = mesh::registered_name(host_of(did));
  if (!name.empty()) graph.put_in_group(feed::feed_id_of(did), name);
}

}  // namespace

TrustWeb::TrustWeb(const records::Records& records, WitnessPolicy witnesses)
    : records_(records), witnesses_(std::move(witnesses)) {}

Result<void> TrustWeb::follow(UnixTime now) {
  if (!graph_ || records_.feeds.forgotten() != forgotten_) TRY_OK(load());
  for (;;) {
    const auto arrived = records_.feeds.arrivals(arrival_, arrivals_at_once);
    for (const auto& arrival : arrived) {
      TRY_OK(follow_feed(arrival.feed));
      arrival_ = arrival.number;
      moved_.insert_or_assign(arrival.feed, arrival.number);
    }
    if (arrived.size() < arrivals_at_once) break;
  }
  return count_witnesses(now);
}

std::uint64_t TrustWeb::moved(const feed::FeedId& feed) const {
  const auto found = moved_.find(feed);
  return found == moved_.end() ? 0 : found->second;
}

Result<void> TrustWeb::load() {
  graph_.emplace();
  ++generation_;
  forgotten_ = records_.feeds.forgotten();
  arrival_ = records_.feeds.newest_arrival();
  moved_.clear();
  heads_.clear();
  young_.clear();
  counted_.reset();
  counted_to_.reset();
  std::map<feed::FeedId, std::vector<records::BitPlace>> places;
  TRY_OK(records::visit_trust_bits(records_.store, [&](const auto& place, const auto& said) {
    places[place.truster].push_back(place);
    return add(place, said);
  }));
  for (const auto& [feed, all] : places) leave_behind(feed, all);
  return {};
}

Result<void> TrustWeb::follow_feed(const feed::FeedId& feed) {
  const auto head = records_.feeds.head(feed);
  if (!head) return {};
  const trust::Place now{head->epoch, head->seq};
  const auto known = heads_.find(feed);
  const bool goes_on = known != heads_.end() && known->second.epoch == now.epoch &&
                       known->second.seq < now.seq && !records_.feeds.fork_in(feed, now.epoch);
  if (goes_on) {
    TRY_OK(follow_entries(feed, {known->second.seq + 1, now.seq}, now.epoch));
  } else {
    TRY_OK(read_again(feed));
  }
  heads_.insert_or_assign(feed, now);
  return {};
}

Result<void> TrustWeb::follow_entries(const feed::FeedId& feed, feed::SeqRange range,
                                      std::uint32_t epoch) {
  bool has_list = false;
  while (range.from <= range.to) {
    const auto headers = records_.feeds.headers(feed, epoch, range, headers_at_once);
    if (headers.empty()) break;
    for (const auto& header : headers) {
      has_list = has_list || header.type == feed::EntryType::status;
      const records::BitPlace place{feed, {epoch, header.seq}};
      if (header.type == feed::EntryType::trust) {
        TRY(said, records::find_trust_bit(records_.store, place));
        if (said) TRY_OK(add(place, *said));
      }
      if (header.type != feed::EntryType::trust_end) continue;
      if (const auto entry = records_.feeds.find_entry(feed, epoch, header.seq))
        TRY_OK(end_what(*entry));
    }
    range.from = headers.back().seq + 1;
  }
  return has_list ? look_at_lists(feed) : Result<void>();
}

/// What a list of theirs shows by now of the bits that they said.
Result<void> TrustWeb::look_at_lists(const feed::FeedId& feed) {
  return records::visit_bits_by(
      records_.store, feed,
      [&](const records::BitPlace& place, const trust::Endorsement& said) -> Result<void> {
        const auto entry = records_.feeds.find_entry(feed, place.place.epoch, place.place.seq);
        if (!entry) return {};
        return end_as_shown(place.truster, entry->header.payload_hash, said);
      });
}

Result<void> TrustWeb::end_as_shown(const feed::FeedId& truster, const Sha256& hash,
                                    const trust::Endorsement& said) {
  TRY(since, shown_withdrawn_since(records_.store, said));
  if (since) graph_->end(truster, hash, *since);
  return {};
}

/// All of one feed: where it is met for the first time, told two stories or began anew.
Result<void> TrustWeb::read_again(const feed::FeedId& feed) {
  std::vector<records::BitPlace> places;
  TRY_OK(records::visit_bits_by(records_.store, feed, [&](const auto& place, const auto& said) {
    places.push_back(place);
    return add(place, said);
  }));
  leave_behind(feed, places);
  return {};
}

Result<void> TrustWeb::add(const records::BitPlace& place, const trust::Endorsement& said) {
  const auto entry = records_.feeds.find_entry(place.truster, place.place.epoch, place.place.seq);
  if (!entry) return fail(records::bad_row, "A bit of trust without the entry that said it.");
  const auto& header = entry->header;
  const trust::Standing standing{header.payload_hash, place.place, header.ts, entry->first_seen};
  TRY_OK(graph_->add(trust::bit_of(said, standing)));
  put_in_group(*graph_, said.truster);
  put_in_group(*graph_, said.trustee);
  TRY(known, records::find_trust(records_.store, {place.truster, header.payload_hash}));
  if (known && known->ended) graph_->end(place.truster, header.payload_hash, *known->ended);
  TRY_OK(end_as_shown(place.truster, header.payload_hash, said));
  if (!witnesses_.trusted.empty())
    young_.insert_or_assign(place, Young{header.payload_hash, said.truster, entry->first_seen});
  return {};
}

Result<void> TrustWeb::end_what(const records::HeldEntry& entry) {
  if (entry.state != feed::EntryState::ok) return {};
  const auto payload = records_.feeds.payload(entry.header.payload_hash);
  if (!payload) return {};
  const auto end = feed::decode_trust_end(*payload);
  if (end) graph_->end(entry.header.feed, end->trust, end->at);
  return {};
}

/// Most feeds have one epoch and no fork, and nothing has to be looked at.
void TrustWeb::leave_behind(const feed::FeedId& feed,
                            const std::vector<records::BitPlace>& places) {
  const auto head = records_.feeds.head(feed);
  if (!head || (head->epoch == 0 && !records_.feeds.fork(feed))) return;
  for (const auto& [truster, place] : places) {
    const auto entry = records_.feeds.find_entry(feed, place.epoch, place.seq);
    if (!entry) continue;
    const records::Said said{place.epoch, place.seq, entry->header.ts};
    if (is_left_behind(records_, feed, said))
      graph_->leave_behind(feed, entry->header.payload_hash);
  }
}

Result<void> TrustWeb::count_witnesses(UnixTime now) {
  if (witnesses_.trusted.empty()) return {};
  if (!counted_to_) {
    if (counted_ && now - *counted_ < recount_ms) return {};
    std::erase_if(young_, [&](const auto& one) { return now - one.second.first_seen >= young_ms; });
    counted_ = now;
    counted_to_.emplace();
  }
  auto next = young_.upper_bound(*counted_to_);
  for (std::size_t i = 0; i < recounted_at_once && next != young_.end(); ++i, ++next) {
    const auto& [said, bit] = *next;
    const records::ListPlace place{said.place.epoch, said.place.seq};
    TRY(standing, standing_of(records_, witnesses_,
                              {.issuer = bit.truster.text(), .place = place, .now = now}));
    const auto agree = static_cast<std::uint32_t>(standing.facts.witnesses.agree);
    graph_->witness(said.truster, bit.hash, agree);
    counted_to_ = said;
  }
  if (next == young_.end()) counted_to_.reset();
  return {};
}

}  // namespace waarmerk::node::actions
