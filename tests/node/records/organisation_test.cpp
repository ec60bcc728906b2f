#include "node/records/organisation.hpp"

#include <doctest/doctest.h>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"
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
  CHECK(load_met_others(memory.store)->value().empty());
}

TEST_CASE("who was met first is kept, up to a number, and a torn row is damage") {
  tests::MemoryRecords memory;
  std::vector<feed::FeedId> met(met_others_max + 1);
  for (std::size_t i = 0; i < met.size(); ++i) met[i].value[0] = static_cast<std::uint8_t>(i);
  storage::Batch rows;
  save_met_others(rows, met);
  memory.write(rows);
  met.pop_back();
  CHECK(load_met_others(memory.store)->value() == met);
  storage::Batch torn;
  torn.put(family::meta, bytes_of("met"), bytes_of("x"));
  memory.write(torn);
  CHECK(load_met_others(memory.store).error().code == bad_row);
}

}  // namespace waarmerk::node::records
