#include "node/records/organisation.hpp"

#include <doctest/doctest.h>

#include "tests/support/memory_records.hpp"

namespace waarmerk::node::records {

TEST_CASE("there is no organisation before one is made, and then it is what was saved") {
  tests::MemoryRecords memory;
  CHECK_FALSE(*load_organisation(memory.store));
  storage::Batch batch;
  save_organisation(
      batch,
      {"did:web:lib.example", "Bibliotheek", "https://lib.example", "issuing-1", "feed", {1'000}});
  save_published_profile(batch, "{}");
  save_instance(batch, bytes_of("nonce"));
  memory.write(batch);
  const auto found = load_organisation(memory.store);
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->name == "Bibliotheek");
  CHECK((*found)->feed_key == "feed");
  CHECK(*load_published_profile(memory.store) == "{}");
  CHECK(text_of(**load_instance(memory.store)) == "nonce");
  CHECK_FALSE(*has_met_others(memory.store));
  storage::Batch met;
  save_met_others(met);
  memory.write(met);
  CHECK(*has_met_others(memory.store));
}

}  // namespace waarmerk::node::records
