#include "tests/support/published_lists.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"
#include "node/credential/status_credential.hpp"
#include "node/credential/status_entry.hpp"

namespace waarmerk::tests {

using namespace node;

std::vector<ListPlace> places_of(std::string_view credential) {
  const auto document = json::parse(credential);
  REQUIRE(document);
  const auto entries = document->root().find("credentialStatus");
  REQUIRE(entries);
  std::vector<ListPlace> places;
  for (const auto value : entries->elements()) {
    const auto entry = credential::read_status_entry(value, "$");
    REQUIRE(entry);
    places.push_back({entry->list_url, entry->index});
  }
  REQUIRE(places.size() == 2);
  return places;
}

PublishedLists published_lists(TrialNode& node) {
  PublishedLists lists;
  for (int number = 1; number < 100; ++number) {
    const auto answer = node.caller.get("/status/" + std::to_string(number));
    if (answer.status != 200) break;
    const auto list = credential::read_status_credential(answer.json());
    REQUIRE(list);
    lists.emplace(list->id, list->list);
  }
  return lists;
}

bool bit_at(const PublishedLists& lists, const ListPlace& place) {
  const auto list = lists.find(place.list);
  REQUIRE(list != lists.end());
  const auto bit = list->second.get(place.index);
  REQUIRE(bit);
  return *bit;
}

}  // namespace waarmerk::tests
