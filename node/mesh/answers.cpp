// Answers: what others ask of what we hold.
#include <algorithm>
#include <utility>

#include "node/mesh/core.hpp"

namespace waarmerk::node::mesh {

gossip::PushedEntry Core::entry_to_send(const Header& header, bool payload) const {
  gossip::PushedEntry entry{header, std::nullopt};
  const bool fits = header.payload_size <= gossip::inline_payload_bytes_max;
  if (payload && fits && header.payload_size > 0)
    entry.payload = shelf_.payload(header.payload_hash);
  return entry;
}

void Core::send_entries(Slot slot, const std::vector<Header>& headers, bool payloads) {
  gossip::Entries frame;
  for (const auto& header : headers) {
    frame.entries.push_back(entry_to_send(header, payloads));
    if (frame.entries.size() < gossip::push_entries_max) continue;
    send(slot, std::exchange(frame, {}));
  }
  if (!frame.entries.empty()) send(slot, frame);
}

void Core::on_frame(Slot slot, gossip::Iwant& frame) {
  std::vector<Header> named;
  for (const auto& id : frame.ids) {
    const auto* place = plum_.named(slot, id);
    if (place == nullptr) continue;
    const auto held =
        shelf_.headers(place->feed, place->epoch, {.from = place->seq, .to = place->seq}, 1);
    named.insert(named.end(), held.begin(), held.end());
  }
  send_entries(slot, named, true);
  for (const auto& range : frame.ranges) answer_range(slot, range);
}

void Core::answer_range(Slot slot, const gossip::EntryRange& range) {
  send_entries(slot,
               shelf_.headers(range.feed, range.epoch, range.range, gossip::range_entries_max),
               range.payloads);
}

void Core::on_frame(Slot slot, gossip::PayloadRequest& frame) {
  gossip::PayloadAnswer answer;
  gossip::PayloadAbsent absent;
  std::size_t bytes = 0;
  for (const auto& hash : frame.hashes) {
    auto payload = shelf_.payload(hash);
    if (!payload) absent.hashes.push_back(hash);
    if (!payload || bytes + payload->size() > gossip::frame_bytes_max / 2) continue;
    bytes += payload->size();
    answer.payloads.push_back(std::move(*payload));
  }
  if (!answer.payloads.empty()) send(slot, answer);
  if (!absent.hashes.empty()) send(slot, absent);
}

void Core::on_frame(Slot slot, gossip::HeadsRequest& frame) {
  if (frame.from_key) return answer_page(slot, frame);
  gossip::Heads answer;
  answer.next = frame.number;
  for (const auto& feed : frame.feeds) {
    if (auto head = shelf_.head(feed)) answer.heads.push_back(*head);
    if (auto fork = shelf_.fork(feed)) answer.forks.push_back(*fork);
  }
  send(slot, answer);
}

}  // namespace waarmerk::node::mesh
