#include "node/actions/stored_places.hpp"

#include <doctest/doctest.h>

#include "crypto/keys/multikey.hpp"
#include "node/records/rows.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr records::ListName name{"https://library.example/status/1", "did:web:library.example"};
using Values = std::vector<std::optional<std::uint64_t>>;

/// A list of 16 bits that said one thing, and then another.
struct Shelf {
  explicit Shelf(unsigned token_bits = 0) {
    kept = {.source = "gossip",
            .received = {3000},
            .valid_from = UnixTime{2000},
            .purposes = {"revocation"},
            .token_bits = token_bits,
            .bits = 16,
            .method = "did:web:library.example#key",
            .key = keys::print_multikey(tests::TestParty::with_key(1).signer->public_key())};
    storage::Batch rows;
    const Bytes first{0x80, 0x00};
    const Bytes second{0x40, 0x01};
    records::save_status_changes(rows, name, {}, first, {{1000}, {}});
    records::save_status_changes(rows, name, first, second, {{2000}, {}});
    records::save_status_pages(rows, name, {}, second);
    memory.write(rows);
  }
  static credential::NeedStatusList need(std::vector<credential::StatusPlace> places,
                                         std::optional<UnixTime> as_of = {}) {
    return {.url = std::string(name.url),
            .issuer = std::string(name.issuer),
            .places = std::move(places),
            .as_of = as_of};
  }
  Result<credential::StoredStatus> then(std::vector<credential::StatusPlace> places,
                                        std::int64_t at) const {
    return find_places_then(memory.store, need(std::move(places), UnixTime{at}), kept, span);
  }

  tests::MemoryRecords memory;
  records::KeptStatus kept;
  records::StatusSpan span{{1000}, {2000}};
};

}  // namespace

TEST_CASE("the entries of a bitstring and of a token are read out of the same bytes") {
  const Shelf bitstring;
  const auto one = find_stored_places(bitstring.memory.store, Shelf::need({{0}, {1}, {15}, {16}}),
                                      bitstring.kept);
  REQUIRE(one);
  CHECK(one->values == Values{0, 1, 1, std::nullopt});
  CHECK(one->kind == credential::StatusKind::bitstring);
  const Shelf token(2);
  const auto two =
      find_stored_places(token.memory.store, Shelf::need({{3}, {4}, {5}, {8}}), token.kept);
  REQUIRE(two);
  CHECK(two->values == Values{1, 1, 0, std::nullopt});
  CHECK(two->kind == credential::StatusKind::token);
}

TEST_CASE("what revokes was for good then, and what only suspends was not") {
  Shelf shelf;
  CHECK(shelf.then({{0}, {1}}, 1500)->values == Values{1, 0});
  CHECK(shelf.then({{0}, {1}}, 2500)->values == Values{1, 1});
  CHECK(shelf.then({{0}, {1}}, 2500)->valid_from == UnixTime{2000});
  shelf.kept.purposes = {"suspension"};
  CHECK(shelf.then({{0}, {1}}, 2500)->values == Values{0, 1});
  const Shelf token(1);
  CHECK(token.then({{7}, {6}}, 1500)->values == Values{1, 0});
  CHECK(token.then({{7}, {6}}, 2500)->values == Values{1, 1});
}

TEST_CASE("behind the end of a list nothing was clear, and what was revoked there was") {
  Shelf shelf;
  CHECK(shelf.then({{16}, {std::uint64_t{1} << 63}}, 2500)->values ==
        Values{std::nullopt, std::nullopt});
  shelf.kept.bits = 8;
  CHECK(shelf.then({{14}, {15}}, 2500)->values == Values{std::nullopt, 1});
}

TEST_CASE("nobody can tell what stood before the list was known, nor by a key that is damaged") {
  Shelf shelf;
  CHECK(shelf.then({{0}}, 999).error().code == not_known_then);
  CHECK(shelf.then({{0}}, 1000));
  shelf.kept.key = "no key";
  CHECK(shelf.then({{0}}, 1000).error().code == records::bad_row);
}

}  // namespace waarmerk::node::actions
