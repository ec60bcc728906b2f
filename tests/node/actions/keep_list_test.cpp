#include "node/actions/keep_list.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/keys/multikey.hpp"
#include "node/records/dids.hpp"
#include "node/records/status_bits.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::list_of;
using tests::TestNode;

constexpr const char* url = "https://library.example/status/1";
constexpr const char* issuer = "did:web:library.example";

/// Somebody who knows the library's document, and keeps its lists.
struct Reader {
  Reader() {
    storage::Batch rows;
    const records::KnownDid known{library.self.document.source(), "gossip", library.clock.now()};
    REQUIRE(records::save_did(memory.store, rows, issuer, known));
    memory.write(rows);
  }

  Result<SignedList> read(const std::string& text, const std::string& of = issuer) const {
    return read_signed_list(memory.store,
                            {.text = text, .url = url, .issuer = of, .at = library.clock.now()});
  }
  void keep(ListKeeper& keeper, const std::string& text, const std::string& source) const {
    const auto list = read(text);
    REQUIRE(list);
    REQUIRE(keeper.keep({.url = url,
                         .issuer = issuer,
                         .credential = text,
                         .source = source,
                         .received = library.clock.now(),
                         .valid_from = list->list.valid_from},
                        *list));
  }
  /// Each of them in a batch of its own.
  void keep(std::initializer_list<std::string> lists, const std::string& source = "gossip") {
    for (const auto& list : lists) {
      storage::Batch rows;
      ListKeeper keeper(memory.store, rows);
      keep(keeper, list, source);
      memory.write(rows);
    }
  }
  std::string followed() const {
    return (*records::find_list(memory.store, {url, issuer}))->credential;
  }
  bool was_revoked(std::uint64_t index) const {
    const auto kept = find_revoked_before(memory.store, {url, issuer});
    REQUIRE(kept);
    return *kept && (*kept)->get(index).value_or(false);
  }

  TestNode library{"library.example"};
  tests::MemoryRecords memory;
};

}  // namespace

TEST_CASE("a list is read where its issuer signed it for this place") {
  const Reader reader;
  CHECK(reader.read(list_of(reader.library, {.set = {5}}))->list.list.count() == 1);
  const auto elsewhere = list_of(reader.library, {.url = "https://library.example/status/2"});
  CHECK(reader.read(elsewhere).error().code == foreign_list);
  const auto foreign = list_of(reader.library, {.issuer = "did:web:school.example"});
  CHECK(reader.read(foreign).error().code == foreign_list);
  const TestNode thief("library.example", 66);
  CHECK(reader.read(list_of(thief)).error().code == foreign_list);
  CHECK_FALSE(reader.read("no list"));
}

TEST_CASE("a list is its issuer's by any name that it had, and by no other") {
  TestNode library("library.example", 1, tests::NodeMethod::webvh);
  const auto before = library.self.did.text();
  library.move_to("badges.example");
  const auto now = library.self.did.text();
  const auto read = [&](const std::string& says, const std::string& claimed) {
    return read_signed_list(library.memory.store,
                            {.text = list_of(library, {.url = url, .issuer = says}),
                             .url = url,
                             .issuer = claimed,
                             .at = library.clock.now()});
  };
  CHECK(read(now, now));
  CHECK(read(now, before));
  const auto famous = tests::replaced_all(now, "badges.example", "famous.example");
  CHECK(read(famous, before).error().code == foreign_list);
  const auto stranger = "did:webvh:" + std::string(46, 'Q') + ":badges.example";
  CHECK(read(now, stranger).error().code == foreign_list);
  CHECK(read(stranger, stranger).error().code == foreign_list);
}

TEST_CASE("a list of somebody whose document is not known is not read") {
  const Reader reader;
  const TestNode school("school.example", 2);
  const auto list = list_of(school, {.url = url});
  CHECK_FALSE(reader.read(list, "did:web:school.example"));
}

TEST_CASE("a list that grew is followed, and nothing is kept beside it") {
  Reader reader;
  reader.keep({list_of(reader.library, {.set = {5}}), list_of(reader.library, {.set = {5, 6}})});
  CHECK(reader.followed() == list_of(reader.library, {.set = {5, 6}}));
  CHECK_FALSE(*find_revoked_before(reader.memory.store, {url, issuer}));
}

TEST_CASE("what any list revoked stays revoked, through lists that take it back") {
  Reader reader;
  reader.keep({list_of(reader.library, {.set = {5}}), list_of(reader.library, {.set = {6}}),
               list_of(reader.library)});
  CHECK(reader.followed() == list_of(reader.library));
  CHECK(reader.was_revoked(5));
  CHECK(reader.was_revoked(6));
  CHECK_FALSE(reader.was_revoked(7));
}

TEST_CASE("two lists in one batch are one after the other") {
  Reader reader;
  storage::Batch rows;
  ListKeeper keeper(reader.memory.store, rows);
  reader.keep(keeper, list_of(reader.library, {.set = {5}}), "gossip");
  reader.keep(keeper, list_of(reader.library), "gossip");
  reader.memory.write(rows);
  CHECK(reader.was_revoked(5));
}

TEST_CASE("an older list from the web is not followed, but its revocations count") {
  Reader reader;
  const auto newer = list_of(reader.library, {.set = {6}});
  reader.keep({newer});
  reader.keep({list_of(reader.library, {.set = {5}, .age_ms = hour_ms})}, "https");
  CHECK(reader.followed() == newer);
  CHECK(reader.was_revoked(5));
  CHECK_FALSE(reader.was_revoked(6));
}

TEST_CASE("a feed has an order of its own, also where a clock went back") {
  Reader reader;
  const auto later = list_of(reader.library, {.set = {6}, .age_ms = hour_ms});
  reader.keep({list_of(reader.library, {.set = {6}}), later});
  CHECK(reader.followed() == later);
}

TEST_CASE("the pages are those of the list that is followed, with who signed it") {
  Reader reader;
  const records::ListName name{url, issuer};
  const auto value_at = [&](std::uint64_t index) {
    const auto status = records::find_kept_status(reader.memory.store, name).value().value();
    return records::find_status_value(reader.memory.store, name, status.bits, {index}).value();
  };
  reader.keep({list_of(reader.library, {.set = {5, 100'000}})});
  CHECK(value_at(5) == 1);
  CHECK(value_at(100'000) == 1);
  CHECK(value_at(6) == 0);
  CHECK_FALSE(value_at(131'072).has_value());
  reader.keep({list_of(reader.library, {.set = {6}})});
  CHECK(value_at(5) == 0);
  CHECK(value_at(100'000) == 0);
  CHECK(value_at(6) == 1);
  const auto status = records::find_kept_status(reader.memory.store, name).value().value();
  const auto* method = reader.library.self.document.find_method(status.method);
  REQUIRE(method);
  CHECK(status.key == keys::print_multikey(*method->key));
}

TEST_CASE("pages that an older list left are not taken for those of the one before") {
  Reader reader;
  storage::Batch rows;  // kept before there were pages
  records::save_list(rows, {.url = url,
                            .issuer = issuer,
                            .credential = list_of(reader.library, {.set = {5}}),
                            .source = "gossip",
                            .received = reader.library.clock.now()});
  reader.memory.write(rows);
  reader.keep({list_of(reader.library, {.set = {5, 6}})});
  const records::ListName name{url, issuer};
  CHECK(records::find_status_value(reader.memory.store, name, 131'072, {5}).value() == 1);
}

TEST_CASE("a list that shrinks turns no bit back, and how long it was stays known") {
  Reader reader;
  const auto status = [&] {
    return records::find_kept_status(reader.memory.store, {url, issuer}).value().value();
  };
  const auto short_one = list_of(reader.library, {.set = {5}});
  reader.keep({list_of(reader.library, {.set = {5, 200'000}, .entries = 262'144})});
  CHECK(status().longest_bits == 0);
  reader.keep({short_one});
  CHECK(reader.followed() == short_one);
  CHECK(reader.was_revoked(200'000));
  CHECK_FALSE(reader.was_revoked(5));
  CHECK(status().bits == 131'072);
  CHECK(status().longest_bits == 262'144);
  reader.keep({short_one, list_of(reader.library, {.entries = 196'608})});
  CHECK(status().longest_bits == 262'144);
  reader.keep({list_of(reader.library, {.entries = 262'144})});
  CHECK(status().longest_bits <= status().bits);
}

TEST_CASE("an older list that comes late and was longer tells that the list shrank") {
  Reader reader;
  reader.keep({list_of(reader.library)});
  reader.keep({list_of(reader.library, {.age_ms = hour_ms, .entries = 262'144})}, "https");
  const auto status = records::find_kept_status(reader.memory.store, {url, issuer});
  CHECK((*status)->bits == 131'072);
  CHECK((*status)->longest_bits == 262'144);
}

TEST_CASE("a list that is not ours to follow only adds its revocations") {
  Reader reader;
  const auto ours = list_of(reader.library);
  reader.keep({ours});
  storage::Batch rows;
  ListKeeper keeper(reader.memory.store, rows);
  const auto branch = reader.read(list_of(reader.library, {.set = {5}}));
  REQUIRE(keeper.keep_revocations({url, issuer}, branch->list));
  reader.memory.write(rows);
  CHECK(reader.followed() == ours);
  CHECK(reader.was_revoked(5));
}

TEST_CASE("of two lists what either has set is set") {
  auto left = credential::StatusList::make();
  auto right = credential::StatusList::make(262'144);
  REQUIRE(left->set(1, true));
  REQUIRE(right->set(200'000, true));
  const auto both = joined(*left, *right);
  REQUIRE(both);
  REQUIRE(*both);
  CHECK((*both)->size() == 262'144);
  CHECK((*both)->count() == 2);
  CHECK(**joined(*left, std::nullopt) == *left);
  CHECK(**joined(std::nullopt, *right) == *right);
  CHECK_FALSE(*joined(std::nullopt, std::nullopt));
}

}  // namespace waarmerk::node::actions
