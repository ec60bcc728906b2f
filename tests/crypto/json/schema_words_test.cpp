#include "crypto/json/schema_words.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::json {
namespace {

bool is_match(std::string_view pattern, std::string_view text) {
  const auto test = find_pattern(pattern);
  REQUIRE(test);
  return (*test)(text);
}

bool has_format(std::string_view format, std::string_view text) {
  const auto test = find_format(format);
  REQUIRE(test);
  return (*test)(text);
}

}  // namespace

TEST_CASE("only patterns and formats that are listed are known") {
  CHECK_FALSE(find_pattern("^a*$"));
  CHECK_FALSE(find_format("uri"));
}

TEST_CASE("a short tag of a language is two letters, perhaps with a country") {
  constexpr std::string_view pattern = "^[a-z]{2}(-[A-Z]{2})?$";
  CHECK(is_match(pattern, "nl"));
  CHECK(is_match(pattern, "nl-BE"));
  for (const auto* wrong : {"", "n", "NL", "nld", "nl-be", "nl-", "nl-BEL", "nlxBE"}) {
    CHECK_FALSE(is_match(pattern, wrong));
  }
}

TEST_CASE("a tag of a language may have a script and a region") {
  constexpr std::string_view pattern = "^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$";
  for (const auto* good : {"nl", "gsw", "abcd", "zh-Hant", "sr-Latn-RS", "es-419", "nl-BE"}) {
    CAPTURE(good);
    CHECK(is_match(pattern, good));
  }
  for (const auto* wrong : {"", "n", "abcde", "nl-", "zh-Hant-", "zh-hant", "es-41", "es-4190",
                            "nl-BE-x", "nl-BE-Latn", "zh-Hantx", "-BE", "nl--BE"}) {
    CAPTURE(wrong);
    CHECK_FALSE(is_match(pattern, wrong));
  }
}

TEST_CASE("a compact JWS has three parts, of which the middle one may be empty") {
  constexpr std::string_view pattern = "^[a-zA-Z0-9_-]+\\.[a-zA-Z0-9_-]*\\.[a-zA-Z0-9_-]+$";
  CHECK(is_match(pattern, "eyA.b_-9.c"));
  CHECK(is_match(pattern, "a..c"));
  for (const auto* wrong : {"", ".", "..", "a.b", "a.b.", ".b.c", "a.b.c.d", "a.b=.c", "a b.c.d"}) {
    CHECK_FALSE(is_match(pattern, wrong));
  }
}

TEST_CASE("an extension is found anywhere, as the published pattern has no anchors") {
  constexpr std::string_view pattern = "(ext:)[a-z|A-Z|0-9|.|-|_]+";
  for (const auto* good : {"ext:Badge", "ext:a b", "x ext:1", "ext:ext:a", "ext:|"}) {
    CHECK(is_match(pattern, good));
  }
  for (const auto* wrong : {"", "ext:", "ext: a", "exd:a", "ext:é"}) {
    CHECK_FALSE(is_match(pattern, wrong));
  }
}

TEST_CASE("the context of Open Badges 3.0 may name its version") {
  constexpr std::string_view pattern =
      "^https:\\/\\/purl\\.imsglobal\\.org\\/spec\\/ob\\/v3p0\\/context(-3\\.\\d\\.\\d)*\\.json$";
  const std::string start = "https://purl.imsglobal.org/spec/ob/v3p0/context";
  for (const auto* good : {".json", "-3.0.3.json", "-3.0.1-3.0.2.json"}) {
    CHECK(is_match(pattern, start + good));
  }
  for (const auto* wrong : {"", "json", "-3.0.json", "-2.0.3.json", "-3.0.33.json", ".jsonx"}) {
    CHECK_FALSE(is_match(pattern, start + wrong));
  }
  CHECK_FALSE(is_match(pattern, "http://purl.imsglobal.org/spec/ob/v3p0/context.json"));
}

TEST_CASE("a time has a zone, and a date is a day that there is") {
  CHECK(has_format("date-time", "2026-03-03T10:12:00Z"));
  CHECK(has_format("date-time", "2026-03-03T10:12:00+02:00"));
  CHECK_FALSE(has_format("date-time", "2026-03-03T10:12:00"));
  CHECK_FALSE(has_format("date-time", "2026-03-03T24:00:00Z"));
  CHECK_FALSE(has_format("date-time", "2026-03-03"));
  CHECK(has_format("date", "2024-02-29"));
  CHECK_FALSE(has_format("date", "2026-02-29"));
  CHECK_FALSE(has_format("date", "2026-2-09"));
  CHECK_FALSE(has_format("date", "2026-03-03T10:12:00Z"));
}

}  // namespace waarmerk::json
