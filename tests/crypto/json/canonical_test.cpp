#include "crypto/json/canonical.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"

namespace waarmerk::json {
namespace {

std::string canonical_of(std::string_view text) {
  const auto document = parse(text);
  REQUIRE(document);
  return canonical(document->root());
}

std::string without(std::string_view text, std::string_view name) {
  const auto document = parse(text);
  REQUIRE(document);
  std::string out;
  canonical_without(document->root(), name, out);
  return out;
}

}  // namespace

TEST_CASE("white space goes, members are sorted at each level, elements stay") {
  CHECK(canonical_of(R"( { "b" : [ 2 , 1 , { "z":null, "y":true } ], "a":false } )") ==
        R"({"a":false,"b":[2,1,{"y":true,"z":null}]})");
  CHECK(canonical_of("{}") == "{}");
  CHECK(canonical_of("[ ]") == "[]");
  CHECK(canonical_of("\"a\"") == "\"a\"");
}

TEST_CASE("members sort by UTF-16 code units, not by code points") {
  // U+1F393 is D83C DF93 in UTF-16, which stands before U+E000 and U+FFFD but after U+D7FF.
  CHECK(
      canonical_of(R"({"\uFFFD":5,"\uE000":4,"\uD83C\uDF93":3,"\uD7FF":2,"a":1})") ==
      "{\"a\":1,\"\xED\x9F\xBF\":2,\"\xF0\x9F\x8E\x93\":3,\"\xEE\x80\x80\":4,\"\xEF\xBF\xBD\":5}");
  CHECK(canonical_of(R"({"long prefix \uE000":2,"long prefix \uD83C\uDF93":1})") ==
        "{\"long prefix \xF0\x9F\x8E\x93\":1,\"long prefix \xEE\x80\x80\":2}");
}

TEST_CASE("a name stands before its continuations, U+0000 included") {
  CHECK(canonical_of(
            R"({"ab":4,"a":2,"a\u0000":3,"":1,"credentialSubject":6,"credentialStatus":5})") ==
        R"({"":1,"a":2,"a\u0000":3,"ab":4,"credentialStatus":5,"credentialSubject":6})");
}

TEST_CASE("only what must be escaped is escaped") {
  CHECK(canonical_of(R"("\u0022\u005C\u002F\b\f\n\r\t\u0001\u001F\u007F\u00e9\u2028")") ==
        "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7F\xC3\xA9\xE2\x80\xA8\"");
}

TEST_CASE("numbers are doubles and print as ECMAScript prints them") {
  CHECK(canonical_of("[1.0,-0,-0.0,1e21,1E+2,0.000001,1e-7,4.50,333333333.33333329]") ==
        "[1,0,0,1e+21,100,0.000001,1e-7,4.5,333333333.3333333]");
  CHECK(canonical_of("[9007199254740992,9007199254740993,-9007199254740993]") ==
        "[9007199254740992,9007199254740992,-9007199254740992]");
  CHECK(canonical_of("[18446744073709551615,100000000000000000000,1000000000000000000000]") ==
        "[18446744073709552000,100000000000000000000,1e+21]");
}

TEST_CASE("equal values have equal canonical bytes, and the bytes are their own canonical form") {
  const std::string once = canonical_of(R"({"b":"\u0041","a":[1e2,{}]})");
  CHECK(once == canonical_of(R"({ "a":[100.0,{ }],"\u0062":"A" })"));
  CHECK(once == canonical_of(once));
}

TEST_CASE("an object of many members is sorted, and so are those inside it") {
  std::string text = "{";
  std::string sorted = "{";
  for (int i = 199; i >= 100; --i) text += "\"" + std::to_string(i) + "\":{\"b\":1,\"a\":2},";
  for (int i = 100; i <= 199; ++i) sorted += "\"" + std::to_string(i) + "\":{\"a\":2,\"b\":1},";
  text.back() = '}';
  sorted.back() = '}';
  CHECK(canonical_of(text) == sorted);
}

TEST_CASE("a string longer than the room that was guessed is written whole") {
  const std::string longer(100'000, 'x');
  CHECK(canonical_of("[\"" + longer + "\",\"\\n" + longer + "\"]") ==
        "[\"" + longer + "\",\"\\n" + longer + "\"]");
}

TEST_CASE("one member can be left out, at the top only") {
  CHECK(without(R"({"proof":{"a":1},"id":{"proof":2}})", "proof") == R"({"id":{"proof":2}})");
  CHECK(without(R"({"b":1,"a":2})", "proof") == R"({"a":2,"b":1})");
  CHECK(without(R"({"proof":1})", "proof") == "{}");
  CHECK(without(R"([{"proof":1}])", "proof") == R"([{"proof":1}])");
}

TEST_CASE("text that stands in the buffer already is kept") {
  const auto document = parse(R"({"b":1,"a":2})");
  REQUIRE(document);
  std::string out = "before ";
  canonical_without(document->root(), "b", out);
  canonical_without(*document->root().find("b"), "b", out);
  CHECK(out == "before {\"a\":2}1");
}

TEST_CASE("a thousand levels are canonicalized") {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "[{\"a\":";
  text += "1";
  for (int i = 0; i < 500; ++i) text += "}]";
  const auto document = parse(text, {.depth_max = 1'000});
  REQUIRE(document);
  CHECK(canonical(document->root()) == text);
}

}  // namespace waarmerk::json
