#include "tests/support/followed_feed.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <variant>

#include "did/did_key.hpp"
#include "did/document.hpp"
#include "node/gossip/frame.hpp"
#include "node/gossip/serve.hpp"

namespace waarmerk::tests {
namespace {

using namespace node;

UnixTime system_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

Bytes get_bytes(TrialNode& node, const std::string& path) {
  const auto answer = node.caller.get("/bot/1" + path);
  REQUIRE_MESSAGE(answer.status == 200, path << " is answered with " << answer.status);
  return to_bytes(bytes_of(answer.body));
}

feed::FeedKeys keys_of(TrialNode& node) {
  const auto did = did::Did::parse(node.organisation.did());
  REQUIRE(did);
  auto document = did->method() == "key"
                      ? did::resolve_did_key(*did)
                      : did::DidDocument::read(node.caller.get("/.well-known/did.json").json());
  REQUIRE(document);
  const auto keys = feed::feed_keys_of(*document);
  REQUIRE(keys);
  return *keys;
}

void admit(FollowedFeed& feed, const feed::FeedId& id, const feed::Header& header,
           const Bytes& payload, const feed::FeedKeys& keys) {
  const feed::ChainState state(id, feed.held);
  const auto admission = feed::admit(state, header, payload, keys, system_now());
  const auto* accepted = std::get_if<feed::Accepted>(&admission);
  const auto* refused = std::get_if<feed::Refused>(&admission);
  CAPTURE(header.seq);
  REQUIRE_MESSAGE(accepted != nullptr,
                  (refused ? refused->error.code.name : std::string_view("no next entry")));
  CHECK(accepted->state == feed::EntryState::ok);
  feed.held.keep(header, payload, accepted->state);
  feed.headers.push_back(header);
}

}  // namespace

std::vector<feed::StatusList> FollowedFeed::lists() const {
  std::vector<feed::StatusList> lists;
  for (const auto& header : headers) {
    if (header.type != feed::EntryType::status) continue;
    auto list = feed::decode_status(*held.payload(header.payload_hash));
    REQUIRE(list);
    std::erase_if(lists, [&](const auto& known) { return known.url == list->url; });
    lists.push_back(*std::move(list));
  }
  return lists;
}

FollowedFeed follow_feed(TrialNode& node) {
  FollowedFeed feed;
  const auto keys = keys_of(node);
  const auto id = feed::feed_id_of(keys.did);
  const auto head = gossip::decode_head(get_bytes(node, gossip::head_path(id)));
  REQUIRE(head);
  for (std::uint64_t from = 1; from <= head->seq;) {
    const auto to = std::min<std::uint64_t>(head->seq, from + 99);
    const auto page =
        gossip::decode_headers(get_bytes(node, gossip::range_path(id, 0, {from, to})));
    REQUIRE(page);
    REQUIRE(page->size() == to - from + 1);
    for (const auto& header : *page) {
      const auto payload = header.payload_size == 0
                               ? Bytes()
                               : get_bytes(node, gossip::payload_path(header.payload_hash));
      admit(feed, id, header, payload, keys);
    }
    from = to + 1;
  }
  CHECK(feed.headers.back() == *head);
  return feed;
}

std::vector<feed::ForkProof> forks_held_by(TrialNode& node) {
  const auto frame = gossip::decode_frame(get_bytes(node, gossip::heads_path(0)));
  REQUIRE(frame);
  const auto* heads = std::get_if<gossip::Heads>(&*frame);
  REQUIRE(heads != nullptr);
  return heads->forks;
}

}  // namespace waarmerk::tests
