#include "node/mesh/peers.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace waarmerk::node::mesh {

namespace {

constexpr UnixTime start{1'772'532'720'000};

std::string endpoint(std::size_t number) { return "n" + std::to_string(number); }

PeerInfo peer(std::size_t number, Trust trust = Trust::trusted) {
  PeerInfo who{
      .endpoint = endpoint(number), .prefix = number + 1, .domain = number + 1, .trust = trust};
  who.name.emplace();
  who.name->value[0] = static_cast<std::uint8_t>(number + 1);
  return who;
}

struct Book {
  explicit Book(std::size_t count, Trust trust = Trust::trusted, PeerLimits limits = {})
      : peers(limits) {
    for (std::size_t i = 0; i < count; ++i)
      peers.know({.endpoint = endpoint(i), .trust = trust}, start);
  }
  std::vector<std::string> dials(std::int64_t after_ms) {
    return peers.dials(start + after_ms, chance);
  }

  Peers peers;
  SplitMix64 chance{7};
};

gossip::PeerRecord record(std::size_t number, UnixTime at) {
  return {.did = *did::Did::parse("did:web:a.example"), .endpoint = endpoint(number), .at = at};
}

}  // namespace

TEST_CASE("eight are dialled, each once") {
  Book book(20);
  auto dialled = book.dials(0);
  CHECK(dialled.size() == 8);
  std::ranges::sort(dialled);
  CHECK(std::ranges::adjacent_find(dialled) == dialled.end());
  CHECK(book.dials(1).empty());
}

TEST_CASE("configured peers are dialled before others") {
  Book book(20);
  book.peers.know({.endpoint = "ours", .trust = Trust::configured}, start);
  CHECK(std::ranges::count(book.dials(0), "ours") == 1);
}

TEST_CASE("who does not answer is tried again later, each time after twice as long") {
  Book book(1);
  REQUIRE(book.dials(0).size() == 1);
  book.peers.failed(endpoint(0), start, book.chance);
  CHECK(book.dials(1599).empty());
  CHECK(book.dials(2400).size() == 1);
  book.peers.failed(endpoint(0), start + 2400, book.chance);
  CHECK(book.dials(2400 + 3199).empty());
  CHECK(book.dials(2400 + 4800).size() == 1);
}

TEST_CASE("who refuses each link is tried less and less often, until it takes one") {
  Book book(1);
  const auto refused_at = [&](std::int64_t at) {
    REQUIRE(book.dials(at).size() == 1);
    book.peers.up(0, peer(0), true);
    book.peers.down(0, start + at, book.chance);
    book.peers.failed(endpoint(0), start + at, book.chance);
  };
  refused_at(0);
  refused_at(2400);
  CHECK(book.dials(2400 + 3199).empty());
  REQUIRE(book.dials(2400 + 4800).size() == 1);
  book.peers.up(0, peer(0), true);
  book.peers.taken(0);
  book.peers.down(0, start + 8000, book.chance);
  book.peers.failed(endpoint(0), start + 8000, book.chance);
  CHECK(book.dials(8000 + 2400).size() == 1);
}

TEST_CASE("who wants to be left alone for a while is, and no longer than who never answers") {
  Book book(1);
  REQUIRE(book.dials(0).size() == 1);
  book.peers.failed(endpoint(0), start, book.chance, minute_ms);
  CHECK(book.dials(47 * second_ms).empty());
  REQUIRE(book.dials(72 * second_ms).size() == 1);
  book.peers.failed(endpoint(0), start + 72 * second_ms, book.chance, day_ms);
  CHECK(book.dials(8 * minute_ms).empty());
  CHECK(book.dials(14 * minute_ms).size() == 1);
}

TEST_CASE("a dial that nobody answers ends by itself") {
  Book book(1);
  REQUIRE(book.dials(0).size() == 1);
  REQUIRE(book.peers.next_due());
  CHECK(*book.peers.next_due() == start + 30 * second_ms);
  CHECK(book.dials(30 * second_ms).empty());
  CHECK(book.dials(33 * second_ms).size() == 1);
}

TEST_CASE("a lost link is replaced") {
  Book book(8);
  REQUIRE(book.dials(0).size() == 8);
  for (Slot slot = 0; slot < 8; ++slot) book.peers.up(slot, peer(slot), true);
  CHECK(book.dials(second_ms).empty());
  book.peers.down(3, start + second_ms, book.chance);
  CHECK(book.dials(4 * second_ms) == std::vector{endpoint(3)});
}

TEST_CASE("one more is dialled now and then to feel whether it is alive") {
  Book book(9);
  REQUIRE(book.dials(0).size() == 8);
  for (Slot slot = 0; slot < 9; ++slot)
    if (!book.peers.is_feeler(endpoint(slot))) book.peers.up(slot, peer(slot), true);
  book.peers.down(8, start, book.chance);
  const auto felt = book.dials(3 * minute_ms);
  REQUIRE(felt.size() <= 1);
  if (felt.size() == 1 && book.peers.is_feeler(felt[0])) {
    book.peers.felt(felt[0], start + 3 * minute_ms);
    CHECK_FALSE(book.peers.is_feeler(felt[0]));
  }
}

TEST_CASE("there is one link to a node, one to a domain and two to a prefix") {
  Book book(0);
  book.peers.up(0, peer(0), false);
  CHECK(book.peers.refusal(peer(0), false, start) == gossip::bye_twice);
  auto same_domain = peer(1);
  same_domain.domain = 1;
  CHECK(book.peers.refusal(same_domain, false, start) == gossip::bye_full);
  auto same_prefix = peer(2);
  same_prefix.prefix = 1;
  CHECK_FALSE(book.peers.refusal(same_prefix, false, start));
  book.peers.up(1, same_prefix, false);
  auto third = peer(3);
  third.prefix = 1;
  CHECK(book.peers.refusal(third, true, start) == gossip::bye_full);
  third.trust = Trust::configured;
  CHECK_FALSE(book.peers.refusal(third, true, start));
}

TEST_CASE("who dialled us is known by its name, where that was met when an address was dialled") {
  Book book(2, Trust::configured);
  auto claims = peer(1, Trust::unknown);
  claims.endpoint = endpoint(0);
  CHECK(book.peers.recognise(claims, false).endpoint.empty());
  CHECK(book.peers.recognise(claims, false).trust == Trust::unknown);
  CHECK(book.peers.recognise(peer(0, Trust::unknown), true).trust == Trust::configured);
  CHECK(book.peers.recognise(claims, false).trust == Trust::unknown);
  auto elsewhere = peer(0, Trust::unknown);
  elsewhere.endpoint = "elsewhere";
  CHECK(book.peers.recognise(elsewhere, false).trust == Trust::configured);
  CHECK(book.peers.recognise(elsewhere, false).endpoint == endpoint(0));
  auto nobody = peer(0, Trust::unknown);
  nobody.name.reset();
  CHECK(book.peers.recognise(nobody, false).trust == Trust::unknown);
}

TEST_CASE("somebody else at a configured address is the peer from then on") {
  Book book(1, Trust::configured);
  book.peers.recognise(peer(0, Trust::unknown), true);
  auto heir = peer(1, Trust::unknown);
  heir.endpoint = endpoint(0);
  book.peers.recognise(heir, true);
  CHECK(book.peers.recognise(peer(0, Trust::unknown), false).trust == Trust::unknown);
  CHECK(book.peers.recognise(peer(1, Trust::unknown), false).trust == Trust::configured);
}

TEST_CASE("who is configured no more is as anybody, also on a link that stands") {
  Book book(0);
  book.peers.configure({endpoint(0), endpoint(1)}, start);
  for (const Slot slot : {0U, 1U})
    book.peers.up(slot, book.peers.recognise(peer(slot, Trust::unknown), true), true);
  CHECK(book.peers.who(0).trust == Trust::configured);
  book.peers.configure({endpoint(1)}, start);
  CHECK(book.peers.who(0).trust == Trust::unknown);
  CHECK(book.peers.who(1).trust == Trust::configured);
  CHECK(book.peers.known_trusted() == 1);
}

TEST_CASE("48 may come in, and 16 whom nobody trusts") {
  Book book(0);
  for (Slot slot = 0; slot < 16; ++slot) book.peers.up(slot, peer(slot, Trust::unknown), false);
  CHECK(book.peers.refusal(peer(100, Trust::unknown), false, start) == gossip::bye_full);
  CHECK_FALSE(book.peers.refusal(peer(100), false, start));
  for (Slot slot = 16; slot < 48; ++slot) book.peers.up(slot, peer(slot), false);
  CHECK(book.peers.refusal(peer(100), false, start) == gossip::bye_full);
  CHECK_FALSE(book.peers.refusal(peer(100), true, start));
}

TEST_CASE("who broke the rules is left alone for a day, with its prefix and domain") {
  Book book(0);
  book.peers.discourage(peer(5), start);
  auto moved = peer(6);
  moved.prefix = peer(5).prefix;
  CHECK(book.peers.refusal(peer(5), false, start) == gossip::bye_misbehaved);
  CHECK(book.peers.refusal(moved, true, start + day_ms - 1) == gossip::bye_misbehaved);
  CHECK_FALSE(book.peers.refusal(moved, true, start + day_ms));
  CHECK_FALSE(book.peers.refusal(peer(7), true, start));
}

TEST_CASE("few are left alone at a time") {
  Book book(0, Trust::trusted, {.discouraged_max = 3});
  book.peers.discourage(peer(1), start);
  book.peers.discourage(peer(2), start + 1);
  CHECK_FALSE(book.peers.refusal(peer(1), false, start + 1));
  CHECK(book.peers.refusal(peer(2), false, start + 1) == gossip::bye_misbehaved);
}

TEST_CASE("young records are told, up to sixteen, and old ones are not") {
  Book book(0);
  for (std::size_t i = 0; i < 20; ++i)
    book.peers.know({.endpoint = endpoint(i), .record = record(i, start)}, start);
  CHECK(book.peers.records(start, book.chance).size() == 16);
  CHECK(book.peers.records(start + 7 * day_ms, book.chance).size() == 16);
  CHECK(book.peers.records(start + 7 * day_ms + 1, book.chance).empty());
  CHECK_FALSE(book.peers.is_news(record(3, start)));
  CHECK(book.peers.is_news(record(3, start + 1)));
  CHECK(book.peers.is_news(record(99, start)));
}

TEST_CASE("the book has an end, and what is configured stays in it") {
  Book book(4, Trust::configured, {.book_max = 4});
  book.peers.know({.endpoint = "x"}, start);
  CHECK(book.peers.known() == 4);
  book.peers.know({.endpoint = "y"}, start);
  CHECK(book.peers.known() == 4);
  book.peers.know({.endpoint = ""}, start);
  book.peers.know({.endpoint = std::string(257, 'x')}, start);
  CHECK(book.peers.known() == 4);
}

TEST_CASE("a stranger's many addresses take two places, and push nobody out") {
  Book book(0, Trust::unknown, {.book_max = 8});
  for (int i = 0; i < 6; ++i)
    book.peers.know({.endpoint = "https://library" + std::to_string(i) + ".example/bot/1"}, start);
  for (int i = 0; i < 100; ++i)
    book.peers.know({.endpoint = "https://n" + std::to_string(i) + ".stranger.example/bot/1"},
                    start);
  CHECK(book.peers.known() == 8);
  auto dialled = book.dials(0);
  const auto is_honest = [](const std::string& one) { return one.starts_with("https://library"); };
  CHECK(std::ranges::count_if(dialled, is_honest) == 6);
}

TEST_CASE("one who tells of many addresses fills a part of the book, and makes place by its own") {
  Book book(0, Trust::unknown, {.book_max = 100, .book_per_teller_max = 4});
  const auto told = [](std::size_t number, const PeerInfo& by) {
    return Address{.endpoint = endpoint(number), .told_by = by.name};
  };
  for (std::size_t i = 0; i < 50; ++i) book.peers.know(told(i, peer(0)), start);
  CHECK(book.peers.known() == 4);
  for (std::size_t i = 50; i < 52; ++i) book.peers.know(told(i, peer(1)), start);
  CHECK(book.peers.known() == 6);
  REQUIRE(std::ranges::count(book.dials(0), endpoint(0)) == 1);
  book.peers.failed(endpoint(0), start, book.chance);
  book.peers.know(told(60, peer(0)), start);
  CHECK(book.peers.known() == 6);
  CHECK(std::ranges::count(book.dials(second_ms), endpoint(60)) == 1);
}

TEST_CASE("an address that took a link is not given up for those that were only heard of") {
  Book book(1, Trust::unknown, {.book_max = 2});
  REQUIRE(book.dials(0).size() == 1);
  book.peers.up(0, peer(0, Trust::unknown), true);
  book.peers.taken(0);
  book.peers.down(0, start, book.chance);
  book.peers.failed(endpoint(0), start, book.chance);
  for (std::size_t i = 1; i < 20; ++i) book.peers.know({.endpoint = endpoint(i)}, start);
  CHECK(book.peers.known() == 2);
  CHECK(std::ranges::count(book.dials(minute_ms), endpoint(0)) == 1);
}

TEST_CASE("good is where somebody took a link and says itself, not long ago, that it is there") {
  Book book(0);
  for (std::size_t i = 0; i < 3; ++i)
    book.peers.know({.endpoint = endpoint(i), .record = record(i, start)}, start);
  book.peers.know({.endpoint = endpoint(3)}, start);
  CHECK(book.peers.good(start).empty());
  REQUIRE(book.dials(0).size() == 4);
  for (const std::size_t i : {std::size_t{0}, std::size_t{1}, std::size_t{3}}) {
    book.peers.up(static_cast<Slot>(i), peer(i), true);
  }
  CHECK(book.peers.good(start) == std::vector<std::string>{endpoint(0), endpoint(1)});
  book.peers.taken(0);
  book.peers.down(0, start, book.chance);
  book.peers.down(1, start, book.chance);  // which took nothing
  CHECK(book.peers.good(start) == std::vector<std::string>{endpoint(0)});
  CHECK(book.peers.good(start + 7 * day_ms + 1).empty());
}

TEST_CASE("whoever finds no place is told of up to eight others") {
  Book book(20);
  for (const auto& dialled : book.dials(0))
    book.peers.up(static_cast<Slot>(std::stoul(dialled.substr(1))),
                  peer(std::stoul(dialled.substr(1))), true);
  CHECK(book.peers.alternatives(book.chance).size() == 8);
}

}  // namespace waarmerk::node::mesh
