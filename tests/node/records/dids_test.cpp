#include "node/records/dids.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {
namespace {

KnownDid known(const std::string& text, std::int64_t ms) {
  return {*json::parse(text), "https", UnixTime{ms}};
}

void save(tests::MemoryRecords& memory, const std::string& did, const KnownDid& what) {
  storage::Batch batch;
  REQUIRE(save_did(memory.store, batch, did, what));
  memory.write(batch);
}

}  // namespace

TEST_CASE("the newest document answers, and each one that was different stays with its date") {
  tests::MemoryRecords memory;
  const std::string did = "did:web:school.example";
  save(memory, did, known(R"({"id":"did:web:school.example"})", 1'000));
  save(memory, did, known(R"({ "id" : "did:web:school.example" })", 2'000));
  save(memory, did, known(R"({"id":"did:web:school.example","alsoKnownAs":["x:y"]})", 3'000));
  const auto newest = find_did(memory.store, did);
  REQUIRE(newest);
  REQUIRE(*newest);
  CHECK((*newest)->as_of.ms == 3'000);
  const auto history = did_history(memory.store, did);
  REQUIRE(history);
  REQUIRE(history->size() == 2);
  CHECK(history->at(0).as_of.ms == 1'000);
  CHECK(history->at(1).as_of.ms == 3'000);
}

TEST_CASE("a DID whose name begins with another's has a history of its own") {
  tests::MemoryRecords memory;
  save(memory, "did:web:a", known(R"({"id":"did:web:a"})", 1'000));
  save(memory, "did:web:ab", known(R"({"id":"did:web:ab"})", 2'000));
  CHECK(did_history(memory.store, "did:web:a")->size() == 1);
  CHECK(list_dids(memory.store)->size() == 2);
  CHECK_FALSE(*find_did(memory.store, "did:web:abc"));
}

}  // namespace waarmerk::node::records
