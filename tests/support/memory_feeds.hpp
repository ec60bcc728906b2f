// MemoryFeeds: feeds held in memory, as node/records holds them on disk.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "node/feed/feed_reader.hpp"
#include "node/feed/own_feed.hpp"

namespace waarmerk::tests {

class MemoryFeeds final : public node::feed::FeedReader, public node::feed::Outbox {
 public:
  using Header = node::feed::Header;
  using FeedId = node::feed::FeedId;
  using ForkProof = node::feed::ForkProof;
  using Place = std::pair<std::uint32_t, std::uint64_t>;  ///< epoch and seq

  void keep(const Header& header, const std::optional<Bytes>& payload,
            node::feed::EntryState state = node::feed::EntryState::ok) {
    feeds_[header.feed][{header.epoch, header.seq}] = header;
    states[{header.feed, header.seq}] = state;
    if (payload) keep_payload(*payload);
    arrive(header.feed);
  }
  void keep(const node::feed::Entry& entry) { keep(entry.header, entry.payload); }
  void keep_payload(const Bytes& payload) { payloads_[sha256(payload)] = payload; }
  void keep_fork(const ForkProof& proof) {
    forks_.emplace(std::pair{proof.feed(), Place{proof.epoch(), proof.seq()}}, proof);
    arrive(proof.feed());
  }
  void remember(const Header& header) {
    outbox_[{header.epoch, header.seq}] = node::feed::entry_hash(header);
  }

  std::optional<Header> head(const FeedId& feed) const override {
    const auto found = feeds_.find(feed);
    if (found == feeds_.end()) return std::nullopt;
    return found->second.rbegin()->second;
  }
  std::vector<Header> headers(const FeedId& feed, std::uint32_t epoch, node::feed::SeqRange range,
                              std::size_t count_max) const override {
    std::vector<Header> found;
    const auto entries = feeds_.find(feed);
    if (entries == feeds_.end()) return found;
    auto at = entries->second.lower_bound({epoch, range.from});
    for (; at != entries->second.end() && found.size() < count_max; ++at) {
      if (at->first.first != epoch || at->first.second > range.to) break;
      found.push_back(at->second);
    }
    return found;
  }
  std::optional<Bytes> payload(const Sha256& hash) const override {
    const auto found = payloads_.find(hash);
    return found == payloads_.end() ? std::nullopt : std::optional(found->second);
  }
  std::vector<node::feed::Arrival> arrivals(std::uint64_t after,
                                            std::size_t count_max) const override {
    std::vector<node::feed::Arrival> found;
    auto at = arrivals_.upper_bound(after);
    for (; at != arrivals_.end() && found.size() < count_max; ++at)
      found.push_back({at->first, at->second});
    return found;
  }
  std::uint64_t newest_arrival() const override {
    return arrivals_.empty() ? 0 : arrivals_.rbegin()->first;
  }
  std::optional<ForkProof> fork(const FeedId& feed) const override {
    return fork_behind(feed, {0, 0});
  }
  std::optional<ForkProof> fork_in(const FeedId& feed, std::uint32_t epoch) const override {
    auto proof = fork_behind(feed, {epoch, 0});
    return proof && proof->epoch() == epoch ? proof : std::nullopt;
  }
  std::optional<Sha256> signed_at(std::uint32_t epoch, std::uint64_t seq) const override {
    const auto found = outbox_.find({epoch, seq});
    return found == outbox_.end() ? std::nullopt : std::optional(found->second);
  }

  std::map<std::pair<FeedId, std::uint64_t>, node::feed::EntryState> states;

 private:
  std::optional<ForkProof> fork_behind(const FeedId& feed, const Place& place) const {
    const auto found = forks_.lower_bound({feed, place});
    if (found == forks_.end() || found->first.first != feed) return std::nullopt;
    return found->second;
  }
  void arrive(const FeedId& feed) { arrivals_[newest_arrival() + 1] = feed; }

  std::map<FeedId, std::map<Place, Header>> feeds_;
  std::map<Sha256, Bytes> payloads_;
  std::map<std::uint64_t, FeedId> arrivals_;
  std::map<std::pair<FeedId, Place>, ForkProof> forks_;
  std::map<Place, Sha256> outbox_;
};

}  // namespace waarmerk::tests
