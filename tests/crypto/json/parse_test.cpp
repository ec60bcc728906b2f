#include "crypto/json/parse.hpp"

#include <doctest/doctest.h>

#include <string>
#include <thread>

namespace waarmerk::json {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

std::string nested(int levels) { return repeated("[", levels) + "1" + repeated("]", levels); }

std::string object_of(int members) {
  std::string text = "{";
  for (int i = 0; i < members; ++i) text += "\"name" + std::to_string(i) + "\":0,";
  return text;
}

void check_refused(std::string_view text, ErrorCode code) {
  CAPTURE(text);
  const auto document = parse(text);
  REQUIRE_FALSE(document);
  CHECK(document.error().code == code);
}

}  // namespace

TEST_CASE("a document keeps its text to the byte") {
  const std::string text = " { \"a\" : [ 1.0 , true ] }\n";
  const auto document = parse(text);
  REQUIRE(document);
  CHECK(document->text() == text);
}

TEST_CASE("a document outlives the text and the parses after it") {
  const auto first = parse(std::string("{\"a\":\"one\"}"));
  const auto second = parse(std::string("{\"a\":\"two\"}"));
  REQUIRE((first && second));
  CHECK(first->root().find("a")->string() == "one");
  CHECK(second->root().find("a")->string() == "two");
}

TEST_CASE("a single scalar is a document") {
  for (const auto text : {"1", "-1.5", "\"a\"", "true", "false", "null", "{}", "[]"}) {
    CAPTURE(text);
    CHECK(parse(text));
  }
}

TEST_CASE("text that is not JSON is refused") {
  for (const auto text :
       {"",    " ",      "{",       "[1,]",        "{\"a\":1,}", "{a:1}",         "'a'",
        "01",  "1.",     ".5",      "+1",          "NaN",        "nul",           "[1] 2",
        "\"a", "\"\t\"", "\"\\x\"", "\"\\u12g4\"", "// a\n1",    "\xEF\xBB\xBF{}"}) {
    check_refused(text, malformed);
  }
}

TEST_CASE("text that is not UTF-8 is refused") {
  CHECK(parse("\"\xC3\xA9\xF0\x9F\x8E\x93\""));
  for (const auto text :
       {"\"\xFF\"", "\"\xC3\"", "\"\xC0\xAF\"", "\"\xED\xA0\x80\"", "\"\xF4\x90\x80\x80\""}) {
    check_refused(text, malformed);
  }
}

TEST_CASE("a surrogate without its other half is refused, wherever it stands") {
  CHECK(parse(R"("\ud83c\udf93")")->root().string() == "\xF0\x9F\x8E\x93");
  CHECK(parse(R"("\\ud83c")")->root().string() == "\\ud83c");
  for (const auto text : {R"("\ud83c")", R"("\udf93")", R"("\ud83cx\udf93")", R"("\ud83c\ud83c")",
                          R"("\udf93\ud83c")", R"({"\udf93":1})", R"(["\\\ud83c"])",
                          R"("\ud83c\u0041")", R"("\ud83c\n")"}) {
    check_refused(text, malformed);
  }
}

TEST_CASE("a number that no double can hold is refused, a long integer is not") {
  check_refused("1e999", malformed);
  check_refused("[-1e400]", malformed);
  check_refused(repeated("9", 400), malformed);
  CHECK(parse("1e-999")->root().number() == 0);
  CHECK(parse("100000000000000000000")->root().number() == 1e20);
  CHECK(parse("[18446744073709551616]")->root().size() == 1);
}

TEST_CASE("two members of one name are refused at any depth, and the path says where") {
  check_refused(R"({"a":1,"a":1})", duplicate_name);
  const auto deep = parse(R"({"x":1,"b":[0,{"c":{"d":1,"e":{"a":1,"a":2},"d":3}}]})");
  REQUIRE_FALSE(deep);
  CHECK(deep.error().code == duplicate_name);
  CHECK(deep.error().path == "$.b[1].c.d");
  CHECK(parse(R"([{"a":1},{"a":1,"b":{"a":1}}])"));
}

TEST_CASE("names are compared after their escapes are undone") {
  check_refused(R"({"a":1,"\u0061":2})", duplicate_name);
  check_refused(R"({"":1,"":2})", duplicate_name);
  CHECK(parse(R"({"a":1,"a\u0000":2,"A":3,"":4})"));
}

TEST_CASE("a duplicate among a hundred thousand members is found") {
  CHECK(parse(object_of(100'000) + "\"name\":0}"));
  check_refused(object_of(100'000) + "\"name77\":0}", duplicate_name);
  check_refused(object_of(17) + "\"name3\":0}", duplicate_name);
  check_refused(object_of(15) + "\"name14\":0}", duplicate_name);
}

TEST_CASE("depth counts arrays and objects, and ends at the limit") {
  CHECK(parse(nested(64)));
  check_refused(nested(65), too_deep);
  check_refused(nested(64).replace(64, 1, "{}"), too_deep);
  check_refused(nested(100'000), too_deep);
  const Limits three{.depth_max = 3};
  CHECK(parse("[[[1]],{\"a\":[]}]", three));
  CHECK_FALSE(parse("[[[[]]]]", three));
}

TEST_CASE("no limit lifts the ceiling of a thousand levels") {
  const Limits any{.depth_max = 1'000'000};
  CHECK(parse(nested(1'000), any));
  CHECK(parse(nested(1'001), any).error().code == too_deep);
}

TEST_CASE("size ends at the limit") {
  const Limits ten{.bytes_max = 10};
  CHECK(parse("\"12345678\"", ten));
  CHECK(parse("\"123456789\"", ten).error().code == too_large);
  CHECK(parse("\"12345678\" ", ten).error().code == too_large);
}

TEST_CASE("a text too large for the parser that a thread keeps is parsed all the same") {
  const std::string text = "[\"" + repeated("long ", 40'000) + "\",1]";
  const auto document = parse(text);
  REQUIRE(document);
  CHECK(document->root().size() == 2);
  CHECK(document->text() == text);
}

TEST_CASE("a document parsed on one thread is read on another after that has ended") {
  auto document = parse("null");
  std::thread([&document] { document = parse("{\"a\":\"kept\"}"); }).join();
  REQUIRE(document);
  CHECK(document->root().find("a")->string() == "kept");
}

}  // namespace waarmerk::json
