#include "crypto/json/document.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "crypto/json/parse.hpp"

namespace waarmerk::json {

TEST_CASE("a value knows its kind and gives nothing for another") {
  const auto document = parse(R"([null,true,1,"a",[],{}])");
  REQUIRE(document);
  std::string kinds;
  for (const Value value : document->root().elements()) {
    kinds += std::to_string(static_cast<int>(value.kind()));
    CHECK(value.string().has_value() == value.is(Kind::string));
    CHECK(value.boolean().has_value() == value.is(Kind::boolean));
    CHECK(value.integer().has_value() == value.is(Kind::number));
    CHECK(value.number().has_value() == value.is(Kind::number));
    CHECK_FALSE(value.find("a"));
    CHECK(value.size() == 0);
  }
  CHECK(kinds == "012345");
}

TEST_CASE("an integer is a number without fraction and exponent that fits 64 bits") {
  const auto integer = [](const char* text) { return parse(text)->root().integer(); };
  CHECK(integer("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
  CHECK(integer("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
  CHECK(integer("-0") == 0);
  CHECK_FALSE(integer("9223372036854775808"));
  CHECK_FALSE(integer("-9223372036854775809"));
  CHECK_FALSE(integer("1.0"));
  CHECK_FALSE(integer("1e2"));
  CHECK_FALSE(integer("\"1\""));
}

TEST_CASE("any number is a double") {
  const auto number = [](const char* text) { return parse(text)->root().number(); };
  CHECK(number("1") == 1);
  CHECK(number("-2.5e3") == -2500);
  CHECK(number("18446744073709551615") == 18446744073709551615.0);
  CHECK(number("123456789012345678901234567890") == 123456789012345678901234567890.0);
  CHECK_FALSE(number("true"));
}

TEST_CASE("a part is a document of its own, with the text that it was read from") {
  const std::string text =
      R"( {"a" : "}[\"{", "b" : [1, -2.5, {"c":"\\"}, [ ] ] , "d":{ "e" : 3 },"f":18446744073709551615} )";
  const auto whole = parse(text);
  REQUIRE(whole);
  const auto part = [&](std::string_view name) { return whole->part(*whole->root().find(name)); };
  CHECK(whole->text() == text);
  CHECK(part("d").text() == R"({ "e" : 3 })");
  CHECK(part("d").root().find("e")->integer() == 3);
  CHECK(part("b").text() == R"([1, -2.5, {"c":"\\"}, [ ] ])");
  const auto list = part("b");
  std::string inner;
  for (const Value value : list.root().elements()) {
    if (value.is(Kind::object) || value.is(Kind::array)) inner += list.part(value).text();
  }
  CHECK(inner == R"({"c":"\\"}[ ])");
  CHECK(whole->part(whole->root()).text() == whole->text());
}

TEST_CASE("a part lives on without the document that it came from") {
  const auto made = [] {
    const auto whole = parse(R"({"a":{"b":[true]}})").value();
    return whole.part(*whole.root().find("a"));
  }();
  CHECK(made.text() == R"({"b":[true]})");
  CHECK(made.root().find("b")->size() == 1);
}

TEST_CASE("members are found by name, and walked in the order of the text") {
  const auto document = parse(R"({"b":{"x":[1,{"y":2}]},"a":1.5,"c":"\u0063"})");
  REQUIRE(document);
  const Value root = document->root();
  std::string names;
  for (const Member member : root.members()) names += member.name;
  CHECK(names == "bac");
  CHECK(root.size() == 3);
  CHECK(root.find("a")->number() == 1.5);
  CHECK(root.find("c")->string() == "c");
  CHECK_FALSE(root.find("x"));
  CHECK_FALSE(root.find(""));
}

TEST_CASE("elements are walked past numbers and nested values alike") {
  const auto document = parse(R"([1,[2,[3]],{"a":4},2.5,"s",[]])");
  REQUIRE(document);
  std::size_t sizes = 0;
  std::size_t count = 0;
  for (const Value value : document->root().elements()) {
    sizes += value.size();
    ++count;
  }
  CHECK(count == document->root().size());
  CHECK(sizes == 3);
}

TEST_CASE("what is no array has no elements, and what is no object no members") {
  const auto document = parse(R"({"a":[1]})");
  REQUIRE(document);
  const Value root = document->root();
  CHECK(root.elements().begin() == root.elements().end());
  const Value array = *root.find("a");
  CHECK(array.members().begin() == array.members().end());
}

TEST_CASE("a copy of a document shares its values and keeps them") {
  auto document = parse(R"({"a":"kept"})");
  REQUIRE(document);
  const Document copy = *document;
  const Value value = *document->root().find("a");
  document = parse("null");
  CHECK(value.string() == "kept");
  CHECK(copy.text() == R"({"a":"kept"})");
}

TEST_CASE("strings may hold U+0000 and are not cut there") {
  const auto document = parse(R"({"a\u0000b":"x\u0000"})");
  REQUIRE(document);
  const auto value = document->root().find(std::string_view("a\0b", 3));
  REQUIRE(value);
  CHECK(value->string() == std::string_view("x\0", 2));
}

}  // namespace waarmerk::json
