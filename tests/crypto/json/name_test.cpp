#include "crypto/json/name.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "crypto/json/parse.hpp"

namespace waarmerk::json {
namespace {

// The head as it is taken from a tape, where more bytes follow.
std::uint64_t head(std::string text) {
  const std::size_t size = text.size();
  text.append(Tape::overread, '\xFF');
  return head_of(std::string_view(text).substr(0, size));
}

}  // namespace

TEST_CASE("names order by UTF-16 code units, by their heads and by their whole text") {
  // U+0000, a, U+00E9, U+D7FF, U+10000, U+10FFFF, U+E000, U+FFFD: in the order of UTF-16.
  const std::array<std::string, 8> sorted = {std::string(1, '\0'), "a",
                                             "\xC3\xA9",           "\xED\x9F\xBF",
                                             "\xF0\x90\x80\x80",   "\xF4\x8F\xBF\xBF",
                                             "\xEE\x80\x80",       "\xEF\xBF\xBD"};
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    for (std::size_t j = 0; j < sorted.size(); ++j) {
      CAPTURE(i);
      CAPTURE(j);
      CHECK(utf16_less(sorted[i], sorted[j]) == (i < j));
      CHECK((head(sorted[i] + "!") < head(sorted[j] + "!")) == (i < j));
      CHECK(utf16_less("same " + sorted[i], "same " + sorted[j]) == (i < j));
    }
  }
}

TEST_CASE("the head of a short name holds nothing of what follows it") {
  CHECK(head("") == 0);
  CHECK(head("a") == 0x6100'0000'0000'0000);
  CHECK(head("abcdefgh") == 0x6162'6364'6566'6768);
  CHECK(head("abcdefghi") == head("abcdefgh"));
}

TEST_CASE("the second of two equal names is found, among few and among many") {
  const auto few = parse(R"({"a":1,"b":{"a":1},"c":[2]})");
  REQUIRE(few);
  CHECK(find_duplicate(Place::of(few->root())).at == nullptr);
  std::string text = "{";
  for (int i = 0; i < 40; ++i) text += "\"" + std::to_string(i) + "\":0,";
  const auto many = parse(text + "\"x\":0}");
  REQUIRE(many);
  CHECK(find_duplicate(Place::of(many->root())).at == nullptr);
  CHECK(parse(text + "\"x\":0,\"39\":1}").error().path == "$['39']");
  CHECK(parse(R"({"credentialA":1,"credentialB":1,"credentialA":2})").error().path ==
        "$.credentialA");
}

}  // namespace waarmerk::json
