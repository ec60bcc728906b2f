#include "tests/support/feed_copy.hpp"

#include <doctest/doctest.h>

#include <utility>

#include "node/credential/issuance.hpp"
#include "node/credential/status_credential.hpp"
#include "node/feed/chain.hpp"
#include "node/feed/payload.hpp"

namespace waarmerk::tests {

using namespace node;

gossip::Store no_entries_of(const TestNode& node) {
  gossip::Store store;
  store.feed = node.self.feed;
  return store;
}

gossip::Store entries_of(const TestNode& node, std::uint64_t after) {
  auto store = no_entries_of(node);
  const auto& feeds = node.memory.records.feeds;
  for (const auto& header : feeds.headers(node.self.feed, 0, {after + 1, after + 1000}, 1000)) {
    store.entries.push_back({header, feed::EntryState::ok, feeds.payload(header.payload_hash)});
  }
  return store;
}

gossip::StoredEntry next_entry(const TestNode& node, feed::EntryType type, Bytes payload) {
  const feed::ChainState state(node.self.feed, node.memory.records.feeds);
  auto entry = feed::append(state, {.type = type, .payload = payload}, node.clock.now(),
                            node.self.feed_signer);
  REQUIRE(entry);
  return {entry->header, feed::EntryState::ok, std::move(payload)};
}

gossip::Store only(gossip::StoredEntry entry) {
  gossip::Store store;
  store.feed = entry.header.feed;
  store.entries.push_back(std::move(entry));
  return store;
}

std::string list_of(const TestNode& node, const ListWish& wish) {
  auto bits = credential::StatusList::make(wish.entries);
  for (const auto index : wish.set) REQUIRE(bits->set(index, true));
  const auto from = node.clock.now() - wish.age_ms;
  const auto unsecured = credential::write_status_credential(
      {.id = wish.url,
       .issuer = wish.issuer.empty() ? node.self.did.text() : wish.issuer,
       .purposes = {"revocation"},
       .list = *bits,
       .valid_from = from,
       .valid_until = from + wish.valid_ms,
       .ttl_ms = wish.ttl_ms});
  REQUIRE(unsecured);
  const auto secured = credential::secure(
      *unsecured, {.verification_method = node.self.issuing_method, .created = from},
      node.self.issuing);
  REQUIRE(secured);
  return std::string(secured->text());
}

Bytes status_payload(const std::string& list, const std::string& url) {
  auto payload = feed::encode_status({.url = url, .version = 9, .list = to_bytes(bytes_of(list))});
  REQUIRE(payload);
  return *payload;
}

}  // namespace waarmerk::tests
