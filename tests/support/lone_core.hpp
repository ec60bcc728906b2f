// LoneCore: one core of a mesh whose links are the test's own words, over what a simulated node
// has.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "node/mesh/core.hpp"
#include "node/recon/heads.hpp"
#include "tests/sim/disk.hpp"
#include "tests/sim/notary.hpp"

namespace waarmerk::tests {

namespace feed = node::feed;
namespace gossip = node::gossip;
namespace mesh = node::mesh;

class LoneCore {
 public:
  static constexpr std::size_t authors = 6;
  static constexpr UnixTime begin{1'772'532'720'000};

  /// Author 0 is the node itself. Every feed has one entry already.
  explicit LoneCore(mesh::Config config = {.subscription = {.all = true}})
      : beginning_(beginning_of(notary, archive_)),
        disk(beginning_, archive_),
        core(with_own_feed(std::move(config)), 1, disk.items(), disk, notary) {
    tell(mesh::Timer{});
  }
  /// One that judges by other keys too.
  LoneCore(mesh::Config config, const mesh::Judge& judge)
      : beginning_(beginning_of(notary, archive_)),
        disk(beginning_, archive_),
        core(with_own_feed(std::move(config)), 1, disk.items(), disk, judge) {
    tell(mesh::Timer{});
  }

  /// A link to this author's node.
  mesh::LinkId up(std::uint32_t author, bool outbound = false) { return up(who(author), outbound); }
  mesh::LinkId up(const mesh::PeerInfo& who, bool outbound = false) {
    const mesh::LinkId link{++last_link_};
    tell(mesh::LinkUp{.link = link, .who = who, .outbound = outbound, .key = key(link)});
    return link;
  }
  static mesh::PeerInfo who(std::uint32_t author) {
    return {.name = sim::Notary(1, authors, sim::Signatures::fake).feed(author),
            .endpoint = sim::Notary::endpoint(author),
            .prefix = author + 1,
            .domain = author + 1,
            .trust = mesh::Trust::trusted};
  }
  static SipKey key(mesh::LinkId link) { return {static_cast<std::uint8_t>(link.value)}; }

  void tell(const mesh::In& in) {
    core.handle(now, in, outs_);
    for (const auto& out : outs_) {
      if (const auto* send = std::get_if<mesh::Send>(&out))
        sent_.emplace_back(send->link, gossip::decode_frame(*send->frame).value());
      if (const auto* close = std::get_if<mesh::Close>(&out)) closed.push_back(close->link);
      if (const auto* dial = std::get_if<mesh::Dial>(&out)) dialled.push_back(dial->endpoint);
      if (const auto* emit = std::get_if<mesh::Emit>(&out)) events.push_back(emit->event);
      if (const auto* wanted = std::get_if<mesh::ResolveFeed>(&out)) looked_up.push_back(*wanted);
      if (const auto* timer = std::get_if<mesh::SetTimer>(&out)) wake = timer->at;
    }
    outs_.clear();
  }
  void hear(mesh::LinkId link, const gossip::Frame& frame) {
    const auto bytes = gossip::encode_frame(frame);
    tell(mesh::Received{link, bytes});
  }
  void hear(mesh::LinkId link, const feed::Entry& entry) {
    hear(link, gossip::Entries{{{entry.header, entry.payload}}});
  }
  /// Time passes, and the core is woken whenever it asked for it.
  void wait(std::int64_t ms) {
    const auto end = now + ms;
    while (wake <= end) {
      now = std::max(now, wake);
      wake = end + 1;
      tell(mesh::Timer{});
    }
    now = end;
  }

  /// The frames of one kind that went along this link since it was last asked.
  template <class Frame>
  std::vector<Frame> sent(mesh::LinkId link) {
    std::vector<Frame> found;
    std::erase_if(sent_, [&](auto& one) {
      auto* frame = std::get_if<Frame>(&one.second);
      if (one.first != link || frame == nullptr) return false;
      found.push_back(std::move(*frame));
      return true;
    });
    return found;
  }
  bool is_closed(mesh::LinkId link) const { return std::ranges::count(closed, link) > 0; }
  template <class Event>
  std::size_t count() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        events, [](const auto& event) { return std::holds_alternative<Event>(event); }));
  }

  /// What the author says next, after what is held, or after what somebody else holds.
  feed::Entry write(std::uint32_t author, std::uint8_t word = 1) const {
    return write(author, disk, word);
  }
  feed::Entry write(std::uint32_t author, const feed::FeedReader& held, std::uint8_t word) const {
    return notary.write(author, held, {sim::update_type, Bytes(40, word), 0}, now);
  }
  feed::FeedId feed(std::uint32_t author) const { return notary.feed(author); }
  std::uint64_t held(std::uint32_t author) const { return disk.head(feed(author))->seq; }
  /// Another node's disk, as empty as this one's was.
  sim::Disk other_disk() { return {beginning_, archive_}; }
  static void keep(sim::Disk& on, const feed::Entry& entry) {
    on.keep({.feed = entry.header.feed,
             .entries = {{entry.header, feed::EntryState::ok, entry.payload}}});
  }

  sim::Notary notary{1, authors, sim::Signatures::fake};

 private:
  static sim::Beginning beginning_of(const sim::Notary& notary, sim::Archive& archive) {
    const sim::Beginning none;
    const sim::Disk nothing(none, archive);
    sim::Beginning beginning;
    std::vector<node::recon::Item> items;
    for (std::size_t i = 0; i < authors; ++i) {
      beginning.heads.push_back(notary.write(i, nothing, {}, begin - hour_ms).header);
      items.push_back(node::recon::item_of(feed::feed_head_of(beginning.heads.back())));
    }
    std::ranges::sort(beginning.heads, {}, &feed::Header::feed);
    beginning.items = node::recon::ItemSet(std::move(items));
    return beginning;
  }
  mesh::Config with_own_feed(mesh::Config config) const {
    config.own_feed = notary.feed(0);
    return config;
  }

  sim::Archive archive_;
  sim::Beginning beginning_;
  mesh::Outs outs_;
  std::vector<std::pair<mesh::LinkId, gossip::Frame>> sent_;
  std::uint32_t last_link_ = 0;

 public:
  UnixTime now = begin;
  UnixTime wake = begin;
  std::vector<mesh::LinkId> closed;
  std::vector<std::string> dialled;
  std::vector<mesh::Event> events;
  std::vector<mesh::ResolveFeed> looked_up;
  sim::Disk disk;
  mesh::Core core;
};

}  // namespace waarmerk::tests
