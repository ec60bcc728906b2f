#include "node/records/offers.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/records/families.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::records {
namespace {

using tests::badge_now;

openid::NewOffer make(tests::SeededRandom& random) {
  return openid::make_offer(
      {badge_now + openid::offer_ms, {"a", "b"}, "urn:x", R"({"narrative":"\"Twelve\" times"})"},
      badge_now + 7, random);
}

void save(tests::MemoryRecords& memory, const openid::Offer& offer) {
  storage::Batch rows;
  save_offer(rows, offer);
  memory.write(rows);
}

}  // namespace

TEST_CASE("an offer comes back as it was, at each step, and is gone when erased") {
  tests::SeededRandom random;
  tests::MemoryRecords memory;
  auto made = make(random);
  save(memory, made.offer);
  auto found = find_offer(memory.store, made.offer.id);
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->made == made.offer.made);
  CHECK((*found)->until == made.offer.until);
  CHECK((*found)->code_hash == made.offer.code_hash);
  CHECK((*found)->tx_code_hash == made.offer.tx_code_hash);
  CHECK((*found)->configurations == made.offer.configurations);
  CHECK((*found)->achievement_id == "urn:x");
  CHECK((*found)->award == made.offer.award);
  CHECK_FALSE((*found)->token);
  CHECK_FALSE((*found)->claim);
  CHECK_FALSE((*found)->is_contested);
  CHECK_FALSE((*found)->is_issued);
  CHECK_FALSE((*found)->needs_confirmation);

  auto redemption = openid::redeem(made.offer, {made.code, made.tx_code}, badge_now, random);
  REQUIRE(redemption.token);
  auto& later = redemption.offer;
  later.claim = openid::Claim{"did:key:z1", "a", "urn:uuid:1"};
  later.wrong_tries = 3;
  later.is_contested = true;
  later.needs_confirmation = true;
  later.is_confirmed = true;
  later.is_issued = true;
  later.event = "credential_accepted";
  save(memory, later);
  found = find_offer(memory.store, made.offer.id);
  REQUIRE(*found);
  CHECK((*found)->token->hash == later.token->hash);
  CHECK((*found)->token->until == later.token->until);
  CHECK((*found)->claim == later.claim);
  CHECK((*found)->wrong_tries == 3);
  CHECK((*found)->is_contested);
  CHECK((*found)->is_issued);
  CHECK((*found)->needs_confirmation);
  CHECK((*found)->is_confirmed);
  CHECK((*found)->event == "credential_accepted");
  CHECK(list_offers(memory.store)->size() == 1);

  storage::Batch rows;
  erase_offer(rows, made.offer.id);
  memory.write(rows);
  CHECK_FALSE(*find_offer(memory.store, made.offer.id));
  CHECK(list_offers(memory.store)->empty());
}

TEST_CASE("no code stands in the store, and no access token") {
  tests::SeededRandom random;
  tests::MemoryRecords memory;
  const auto made = make(random);
  const auto redemption = openid::redeem(made.offer, {made.code, made.tx_code}, badge_now, random);
  REQUIRE(redemption.token);
  save(memory, redemption.offer);
  std::string all;
  REQUIRE(memory.store.scan(family::offer, {}, [&](ByteView key, ByteView value) {
    all.append(text_of(key)).append(" ").append(text_of(value));
    return true;
  }));
  CHECK(all.contains(made.offer.id));
  CHECK_FALSE(all.contains(made.code));
  CHECK_FALSE(all.contains(made.code.substr(21)));
  CHECK_FALSE(all.contains("\"" + made.tx_code + "\""));
  CHECK_FALSE(all.contains(redemption.token->substr(21)));
}

TEST_CASE("a row that is no offer is damage") {
  tests::MemoryRecords memory;
  storage::Batch rows;
  rows.put(family::offer, bytes_of(std::string_view("x")), bytes_of(std::string_view("{}")));
  memory.write(rows);
  CHECK_FALSE(find_offer(memory.store, "x"));
  CHECK_FALSE(list_offers(memory.store));
}

TEST_CASE("of a badge on paper it is known which, and until when no guess is heard") {
  tests::SeededRandom random;
  tests::MemoryRecords memory;
  auto made = make(random);
  CHECK_FALSE(made.offer.is_on_paper());
  made.offer.paper = "urn:uuid:paper";
  made.offer.rests_until = badge_now + minute_ms;
  save(memory, made.offer);
  const auto found = find_offer(memory.store, made.offer.id);
  REQUIRE(found);
  CHECK((*found)->paper == "urn:uuid:paper");
  CHECK((*found)->rests_until == badge_now + minute_ms);
}

}  // namespace waarmerk::node::records
