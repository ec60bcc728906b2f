#include "node/credential/field_rules.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

/// The path at which `{"a": value}` breaks a rule, or nothing.
template <class Rule>
std::string path_of(const std::string& value, const Rule& rule) {
  const auto document = tests::parse_json(value.empty() ? "{}" : "{\"a\":" + value + "}");
  const Result<void> checked = rule(Place(document.root(), "$"));
  return checked ? "" : checked.error().path;
}

bool is_a(std::string_view word) { return word == "a"; }

}  // namespace

TEST_CASE("a text is not empty, or is one in several languages") {
  const auto rule = [](const Place& place) { return expect_text(place, "a", Presence::required); };
  CHECK(path_of("\"x\"", rule).empty());
  CHECK(path_of("{\"nl\":\"x\"}", rule).empty());
  for (const auto* wrong : {"", "\"\"", "{}", "[]", "1", "null"})
    CHECK(path_of(wrong, rule) == "$.a");
  const auto may = [](const Place& place) { return expect_text(place, "a", Presence::optional); };
  CHECK(path_of("", may).empty());
  CHECK(path_of("\"\"", may).empty());
  CHECK(path_of("1", may) == "$.a");
}

TEST_CASE("several texts are each a text, and not too many") {
  const auto rule = [](const Place& place) { return expect_texts(place, "a", 2); };
  CHECK(path_of("", rule).empty());
  CHECK(path_of("\"x\"", rule).empty());
  CHECK(path_of("[\"x\",\"y\"]", rule).empty());
  CHECK(path_of("[\"x\",1]", rule) == "$.a[1]");
  CHECK(path_of("[\"x\",\"y\",\"z\"]", rule) == "$.a");
}

TEST_CASE("a URL, a time, a number and a word are what they are called") {
  const auto url = [](const Place& place) { return expect_url(place, "a", Presence::required); };
  CHECK(path_of("\"https://a.example\"", url).empty());
  CHECK(path_of("\"a.example\"", url) == "$.a");
  CHECK(path_of("", url) == "$.a");
  const auto time = [](const Place& place) { return expect_time(place, "a"); };
  CHECK(path_of("", time).empty());
  CHECK(path_of("\"2026-01-05T00:00:00Z\"", time).empty());
  CHECK(path_of("\"2026-01-05\"", time) == "$.a");
  CHECK(path_of("5", time) == "$.a");
  const auto number = [](const Place& place) {
    return expect_number(place, "a", Presence::required);
  };
  CHECK(path_of("1.5", number).empty());
  CHECK(path_of("\"1.5\"", number) == "$.a");
  CHECK(path_of("", number) == "$.a");
  const auto word = [](const Place& place) {
    return expect_word(place, "a", Presence::optional, is_a);
  };
  CHECK(path_of("", word).empty());
  CHECK(path_of("\"a\"", word).empty());
  CHECK(path_of("\"b\"", word) == "$.a");
}

TEST_CASE("an object has its type, alone or among others") {
  const auto rule = [](const Place& place) { return expect_object(*place.find("a"), "T"); };
  CHECK(path_of("{\"type\":\"T\"}", rule).empty());
  CHECK(path_of("{\"type\":[\"U\",\"T\"]}", rule).empty());
  CHECK(path_of("{\"type\":\"U\"}", rule) == "$.a.type");
  CHECK(path_of("{}", rule) == "$.a.type");
  CHECK(path_of("\"T\"", rule) == "$.a");
}
