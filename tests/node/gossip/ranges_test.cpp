// A host of plain files as a peer: what is wanted comes from the blocks that it has.
#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>

#include "node/gossip/blocks.hpp"
#include "tests/support/lone_engine.hpp"

namespace waarmerk::node::gossip {

namespace {

using tests::Issuer;
using tests::LoneEngine;

bool is_aligned(const std::string& path) {
  const auto range = path.substr(path.rfind('/') + 1);
  std::uint64_t from = 0;
  std::from_chars(range.data(), range.data() + range.size(), from);
  const auto block = block_of(from, entries_per_block);
  return range == std::to_string(block.from) + "-" + std::to_string(block.to);
}

/// What is behind a question mark is not heard, and no range is there but blocks.
auto files_of(const LoneEngine& lone) {
  return [&lone](std::size_t peer, const std::string& path) -> std::optional<Served> {
    if (path.contains("/e/") && !is_aligned(path)) return Served{.status = 404};
    auto served = tests::ask(lone.peers[peer], path.starts_with("/heads") ? "/h/1-512" : path);
    const bool is_page = path.starts_with("/h/");
    if (is_page && std::get<Heads>(*decode_frame(served.bytes)).heads.empty())
      return Served{.status = 404};
    return served;
  };
}

void publish(LoneEngine& lone, const Issuer& issuer, int entries) {
  if (!lone.peers[0].head(issuer.feed())) {
    lone.know(issuer);
    issuer.publish(lone.peers[0], issuer.introduction());
  }
  for (int i = 0; i < entries; ++i) issuer.publish(lone.peers[0], {});
}

// One peer, who has files alone or is a node, with a feed of so many entries that was learned.
struct Learned {
  enum class From : std::uint8_t { files, node };

  Learned(From from, int entries) {
    if (from == From::files) lone.instead = files_of(lone);
    publish(lone, issuer, entries - 1);
    lone.tick();
    REQUIRE(lone.seq_of(issuer) == entries);
    lone.asked.clear();
  }

  LoneEngine lone{1};
  const Issuer issuer{1};
};

std::size_t asked(const LoneEngine& lone, const std::string& part) {
  return static_cast<std::size_t>(
      std::ranges::count_if(lone.asked, [&](const auto& path) { return path.contains(part); }));
}

}  // namespace

TEST_CASE("blocks begin at one and lie side by side") {
  CHECK(block_of(1, 64) == feed::SeqRange{1, 64});
  CHECK(block_of(64, 64) == feed::SeqRange{1, 64});
  CHECK(block_of(65, 64) == feed::SeqRange{65, 128});
  CHECK(block_of(0, 64) == feed::SeqRange{1, 64});
  CHECK(block_of(UINT64_MAX, 64).to == UINT64_MAX);
}

TEST_CASE("a feed is learned from blocks, and followed as it grows") {
  Learned learned(Learned::From::files, 10);
  auto& [lone, issuer] = learned;
  publish(lone, issuer, 150);
  lone.tick(2 * minute_ms);
  CHECK(lone.seq_of(issuer) == 160);
  // It is known by now that this peer has blocks alone.
  CHECK(asked(lone, "/e/") == 5);
  CHECK(asked(lone, "/e/0/1-64") == 1);
  CHECK(lone.events_of<PeerFailing>().empty());
}

TEST_CASE("a node is asked for no more than is wanted") {
  Learned learned(Learned::From::node, 10);
  auto& [lone, issuer] = learned;
  publish(lone, issuer, 3);
  lone.tick(2 * minute_ms);
  CHECK(lone.seq_of(issuer) == 13);
  CHECK(asked(lone, "/e/0/11-13") == 1);
  CHECK(asked(lone, "/e/0/1-64") == 0);
}

TEST_CASE(
    "a mirror that names a head of which the entries are not there yet is asked again later") {
  LoneEngine lone(1);
  const Issuer issuer(1);
  publish(lone, issuer, 3);
  const auto early = lone.peers[0];
  publish(lone, issuer, 3);
  const auto files = files_of(lone);
  lone.instead = [&](std::size_t peer, const std::string& path) -> std::optional<Served> {
    if (!path.contains("/e/")) return files(peer, path);
    return is_aligned(path) ? tests::ask(early, path) : Served{.status = 404};
  };
  lone.tick();
  CHECK(lone.seq_of(issuer) == 4);
  const auto before = lone.asked.size();
  lone.tick(second_ms);
  CHECK(lone.asked.size() == before);
  lone.instead = files;
  lone.tick(2 * minute_ms);
  lone.tick(2 * minute_ms);
  CHECK(lone.seq_of(issuer) == 7);
}

TEST_CASE("a fork is traced through blocks") {
  Learned learned(Learned::From::files, 71);
  auto& [lone, issuer] = learned;
  auto other = tests::MemoryFeeds();
  for (const auto& header : lone.peers[0].headers(issuer.feed(), 0, {1, 60}, 60))
    other.keep(header, lone.peers[0].payload(header.payload_hash));
  for (int i = 0; i < 20; ++i) issuer.publish(other, Issuer::status(static_cast<unsigned>(i + 1)));
  lone.peers[0] = other;
  lone.tick(2 * minute_ms);
  const auto fork = lone.ours.fork(issuer.feed());
  REQUIRE(fork);
  CHECK(fork->seq() == 61);
}

TEST_CASE(
    "more than one block of arrivals is read block by block, and only what is new after that") {
  LoneEngine lone(1);
  lone.instead = files_of(lone);
  std::vector<Issuer> issuers;
  for (std::uint8_t i = 1; i <= 200; ++i) {
    issuers.emplace_back(i);
    publish(lone, issuers.back(), 0);
  }
  for (int round = 0; round < 5; ++round)
    for (const auto& issuer : issuers) publish(lone, issuer, 1);
  for (int i = 0; i < 4; ++i) lone.tick(2 * minute_ms);
  CHECK(std::ranges::all_of(issuers, [&](const auto& one) { return lone.seq_of(one) == 6; }));
  CHECK(asked(lone, "/h/513-1024") == 1);
  lone.asked.clear();
  issuers[3].publish(lone.peers[0], Issuer::status(1));
  lone.tick(2 * minute_ms);
  CHECK(lone.seq_of(issuers[3]) == 7);
  CHECK(lone.asked.front() == "/h/1025-1536");
  CHECK(asked(lone, "/h/") == 1);
  CHECK(lone.events_of<PeerFailing>().empty());
}

TEST_CASE("a block of arrivals that is gone has the log read from the start") {
  LoneEngine lone(1);
  const auto files = files_of(lone);
  bool is_gone = false;
  lone.instead = [&](std::size_t peer, const std::string& path) -> std::optional<Served> {
    if (is_gone && path == "/h/513-1024") return Served{.status = 404};
    return files(peer, path);
  };
  const Issuer issuer(1);
  publish(lone, issuer, 599);
  for (int i = 0; i < 3; ++i) lone.tick(2 * minute_ms);
  is_gone = true;
  lone.asked.clear();
  lone.tick(2 * minute_ms);
  CHECK(lone.asked.front() == "/h/513-1024");
  CHECK(lone.asked.at(1) == "/heads?after=0");
}

}  // namespace waarmerk::node::gossip
