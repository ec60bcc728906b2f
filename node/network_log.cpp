#include "node/network_log.hpp"

#include <string_view>
#include <variant>

namespace waarmerk::node {

void NetworkLog::note(const gossip::Event& event) {
  if (const auto* moved = std::get_if<gossip::HeadMoved>(&event)) {
    note_moved(moved->head.feed, moved->head.seq, moved->entries);
  } else if (const auto* fork = std::get_if<gossip::ForkFound>(&event)) {
    note_fork(fork->proof.feed(), fork->proof.seq());
  } else if (const auto* failing = std::get_if<gossip::PeerFailing>(&event)) {
    log_.warning("peer_failing", {{"peer", std::int64_t{failing->peer.value}},
                                  {"failures", std::int64_t{failing->failures}},
                                  {"reason", failing->reason}});
  }
}

void NetworkLog::note(const mesh::Event& event) {
  if (const auto* moved = std::get_if<mesh::HeadMoved>(&event)) {
    note_moved(moved->head.feed, moved->head.seq, 1);
  } else if (const auto* fork = std::get_if<mesh::ForkFound>(&event)) {
    note_fork(fork->feed, fork->seq);
  } else if (const auto* wrong = std::get_if<mesh::Misbehaved>(&event)) {
    log_.warning("link_ended", {{"reason", std::string_view(wrong->what)}});
  } else if (const auto* refused = std::get_if<mesh::StrangersRefused>(&event)) {
    metrics_
        .counter({"waarmerk_strangers_refused_total",
                  "Times that a link brought more unknown feeds than it may."})
        .add();
    log_.warning("strangers_refused", {{"code", refused->why.code.name}});
  }
}

void NetworkLog::note_own_feed_ahead(std::uint64_t seq) {
  log_.warning("own_feed_ahead", {{"seq", static_cast<std::int64_t>(seq)}});
}

void NetworkLog::note_moved(const feed::FeedId& feed, std::uint64_t seq, std::size_t entries) {
  metrics_.counter({"waarmerk_feed_entries_total", "Entries taken from peers."}).add(entries);
  log_.info("feed_moved",
            {{"feed", feed::print_feed_id(feed)}, {"seq", static_cast<std::int64_t>(seq)}});
}

void NetworkLog::note_fork(const feed::FeedId& feed, std::uint64_t seq) {
  metrics_.counter({"waarmerk_forks_total", "Issuers found telling two stories."}).add();
  log_.warning("fork_found",
               {{"feed", feed::print_feed_id(feed)}, {"seq", static_cast<std::int64_t>(seq)}});
}

}  // namespace waarmerk::node
