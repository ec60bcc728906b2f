#include "node/records/requests.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::records {
namespace {

using tests::badge_now;

void save(tests::MemoryRecords& memory, const openid::PresentationRequest& request) {
  storage::Batch rows;
  save_request(rows, request);
  memory.write(rows);
}

}  // namespace

TEST_CASE("a request comes back as it was, at each step, and is gone when erased") {
  tests::SeededRandom random;
  tests::MemoryRecords memory;
  const auto made = openid::make_request({.until = badge_now + openid::request_ms,
                                          .kept_until = badge_now + hour_ms,
                                          .purpose = "A \"job\"",
                                          .query = R"({"credentials":[]})",
                                          .redirect = "https://employer.example"},
                                         badge_now, random);
  save(memory, made);
  auto found = find_request(memory.store, made.id);
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->purpose == made.purpose);
  CHECK((*found)->query == made.query);
  CHECK((*found)->nonce == made.nonce);
  CHECK((*found)->state == made.state);
  CHECK((*found)->kept_until == made.kept_until);
  CHECK_FALSE((*found)->answered);

  const auto answered = openid::answer_request(made, "{}", badge_now + 1'000, random).request;
  save(memory, answered);
  found = find_request(memory.store, made.id);
  REQUIRE(found);
  CHECK((*found)->answered == badge_now + 1'000);
  CHECK((*found)->result == "{}");
  CHECK((*found)->redirect == made.redirect);
  REQUIRE((*found)->code_hash);
  CHECK((*found)->code_hash->value == answered.code_hash->value);
  CHECK(list_requests(memory.store)->size() == 1);

  const auto refused = openid::refuse_request(made, "access_denied", badge_now, random).request;
  save(memory, refused);
  CHECK((*find_request(memory.store, made.id))->error == "access_denied");

  storage::Batch rows;
  erase_request(rows, made.id);
  memory.write(rows);
  CHECK_FALSE(*find_request(memory.store, made.id));
  CHECK(list_requests(memory.store)->empty());
}

TEST_CASE("a row that cannot be read is damage") {
  tests::MemoryRecords memory;
  storage::Batch rows;
  rows.put(family::request, bytes_of(std::string_view("0")), bytes_of(std::string_view("{}")));
  memory.write(rows);
  CHECK(find_request(memory.store, "0").error().code == bad_row);
  CHECK_FALSE(list_requests(memory.store));
}

}  // namespace waarmerk::node::records
