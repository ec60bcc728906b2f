#include "node/actions/link_memory.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "node/records/addresses.hpp"
#include "node/records/organisation.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::actions {
namespace {

std::string endpoint(const std::string& host) { return "https://" + host + "/bot/1"; }

feed::FeedId name(std::uint8_t first) {
  feed::FeedId id{};
  id.value[0] = first;
  return id;
}

}  // namespace

TEST_CASE("a stranger with many addresses leaves those of others where they are") {
  tests::MemoryRecords memory;
  LinkMemory kept(memory.store);
  kept.reach(endpoint("library.example"));
  for (int i = 0; i < 100; ++i) {
    kept.reach(endpoint("n" + std::to_string(i) + ".stranger.example"));
  }
  const std::vector expected{endpoint("n99.stranger.example"), endpoint("n98.stranger.example"),
                             endpoint("library.example")};
  CHECK(kept.reached() == expected);
  CHECK(LinkMemory(memory.store).reached() == expected);
}

TEST_CASE("the addresses that were reached last stay, and each stands once") {
  tests::MemoryRecords memory;
  LinkMemory kept(memory.store);
  for (std::size_t i = 0; i <= records::addresses_max; ++i) {
    kept.reach(endpoint("library" + std::to_string(i) + ".example"));
  }
  kept.reach(endpoint("library5.example"));
  CHECK(kept.reached().size() == records::addresses_max);
  CHECK(kept.reached().front() == endpoint("library5.example"));
  CHECK(std::ranges::count(kept.reached(), endpoint("library5.example")) == 1);
  CHECK(std::ranges::count(kept.reached(), endpoint("library0.example")) == 0);
}

TEST_CASE("who was linked first is remembered, and who comes after many is not") {
  tests::MemoryRecords memory;
  LinkMemory kept(memory.store);
  for (std::size_t i = 0; i < 40; ++i) kept.meet(name(static_cast<std::uint8_t>(i)));
  kept.meet(name(0));
  CHECK(kept.met().size() == records::met_others_max);
  CHECK(kept.met().front() == name(0));
  CHECK(LinkMemory(memory.store).met() == kept.met());
}

TEST_CASE("who is left alone is known again") {
  tests::MemoryRecords memory;
  const std::vector<mesh::Discouraged> all{{mesh::Mark::name, 1, UnixTime{2}},
                                           {mesh::Mark::domain, ~std::uint64_t{0}, UnixTime{3}}};
  LinkMemory(memory.store).discourage(all);
  CHECK(LinkMemory(memory.store).discouraged() == all);
}

}  // namespace waarmerk::node::actions
