#include "crypto/json/writer.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"

namespace waarmerk::json {
namespace {

std::string printed(std::string_view text) {
  const auto document = parse(text);
  REQUIRE(document);
  return print(document->root());
}

}  // namespace

TEST_CASE("commas and colons stand where they must") {
  Writer writer;
  writer.begin_object().name("a").begin_array().integer(1).boolean(true).null().end_array();
  writer.name("b").begin_object().end_object().member("c", "d").name("e").begin_array();
  writer.begin_array().end_array().begin_object().end_object().number(0.5).end_array();
  CHECK(writer.end_object().text() == R"({"a":[1,true,null],"b":{},"c":"d","e":[[],{},0.5]})");
}

TEST_CASE("numbers are written to the last digit") {
  Writer writer;
  writer.begin_array().integer(std::numeric_limits<std::int64_t>::min()).number(1.0).number(1e21);
  CHECK(writer.number(-1e-7).end_array().text() == "[-9223372036854775808,1,1e+21,-1e-7]");
}

TEST_CASE("strings and names are escaped, and read back as they were") {
  const std::string odd("\"\\\n\t\x01\0 caf\xC3\xA9 /", 15);
  Writer writer;
  writer.begin_object().member(odd, odd).end_object();
  const auto document = parse(writer.text());
  REQUIRE(document);
  CHECK(document->root().find(odd)->string() == odd);
}

TEST_CASE("a taken writer is empty and writes anew") {
  Writer writer;
  CHECK(writer.begin_array().end_array().take() == "[]");
  CHECK(writer.null().take() == "null");
}

TEST_CASE("a value of another document is written without white space") {
  const auto document = parse(R"( { "z" : [ 1 , "\u0041\n" ] , "a" : { } } )");
  REQUIRE(document);
  Writer writer;
  writer.begin_array().value(document->root()).raw("{\"b\":2}").end_array();
  CHECK(writer.text() == R"([{"z":[1,"A\n"],"a":{}},{"b":2}])");
}

TEST_CASE("print keeps the order of members and what each number is") {
  CHECK(printed(R"({"b":1,"a":[true,false,null,"x"]})") == R"({"b":1,"a":[true,false,null,"x"]})");
  CHECK(printed("[1,1.0,-0.0,1e2,0.5,1e-7]") == "[1,1.0,-0.0,100.0,0.5,1e-7]");
  CHECK(printed("[9007199254740993,18446744073709551615,100000000000000000000]") ==
        "[9007199254740993,18446744073709551615,100000000000000000000.0]");
}

TEST_CASE("a pretty print is indented by two spaces, and empty things stay on their line") {
  const auto document = parse(R"({"a":[1,{"b":"c"}],"d":{},"e":[]})");
  REQUIRE(document);
  const std::string pretty = print_pretty(document->root());
  CHECK(pretty ==
        "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"c\"\n    }\n  ],\n  \"d\": {},\n  \"e\": "
        "[]\n}");
  CHECK(canonical(parse(pretty)->root()) == canonical(document->root()));
}

}  // namespace waarmerk::json
