#include "crypto/json/reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/json/parse.hpp"

namespace waarmerk::json {
namespace {

Document document_of(std::string_view text) {
  auto document = parse(text);
  REQUIRE(document);
  return *document;
}

template <class T>
void check_failure(const Result<T>& result, ErrorCode code, const std::string& path) {
  REQUIRE_FALSE(result);
  CHECK(result.error().code == code);
  CHECK(result.error().path == path);
}

const char* const badge = R"({
  "name": "Badge", "level": 3, "half": 0.5, "open": false, "gone": null,
  "validFrom": "2026-03-03T10:12:00Z", "achievement": {"tag": ["a", "b", 3]},
  "type": "One", "proof": [{"type": "P"}, {"type": 7}]
})";

}  // namespace

TEST_CASE("a member that must be there is given, and missed with its path") {
  const Document document = document_of(badge);
  const Reader reader(document);
  CHECK(reader.get_string("name") == "Badge");
  CHECK(reader.get_integer("level") == 3);
  CHECK(reader.get_time("validFrom")->ms == 1'772'532'720'000);
  CHECK(reader.get("gone")->value().is(Kind::null));
  check_failure(reader.get_string("title"), missing_member, "$.title");
  check_failure(reader.get_integer("title"), missing_member, "$.title");
  check_failure(reader.get_time("title"), missing_member, "$.title");
  check_failure(reader.get("title"), missing_member, "$.title");
  check_failure(reader.get_object("title"), missing_member, "$.title");
}

TEST_CASE("a member of another type is refused, with what it should be") {
  const Document document = document_of(badge);
  const Reader reader(document);
  check_failure(reader.get_string("level"), wrong_type, "$.level");
  check_failure(reader.find_string("level"), wrong_type, "$.level");
  check_failure(reader.get_integer("name"), wrong_type, "$.name");
  check_failure(reader.get_integer("half"), wrong_type, "$.half");
  check_failure(reader.find_integer("half"), wrong_type, "$.half");
  check_failure(reader.find_boolean("name"), wrong_type, "$.name");
  check_failure(reader.get_object("name"), wrong_type, "$.name");
  check_failure(reader.find_object("name"), wrong_type, "$.name");
  check_failure(reader.get_time("level"), wrong_type, "$.level");
  CHECK(reader.get_string("level").error().detail == "must be a string, not a number");
}

TEST_CASE("null is absent where a member may be absent, and wrong where it must be there") {
  const Document document = document_of(badge);
  const Reader reader(document);
  CHECK(reader.find_string("gone").value() == std::nullopt);
  CHECK(reader.find_integer("gone").value() == std::nullopt);
  CHECK_FALSE(reader.find("gone"));
  CHECK(reader.one_or_many("gone").empty());
  check_failure(reader.get_string("gone"), wrong_type, "$.gone");
  CHECK(reader.find_string("title").value() == std::nullopt);
  CHECK(reader.find_boolean("open").value() == false);
  CHECK(reader.find_object("title")->has_value() == false);
  CHECK(reader.find_time("title")->has_value() == false);
}

TEST_CASE("a time that is none is refused with the path of its member") {
  const Document document = document_of(R"({"validFrom":"yesterday"})");
  check_failure(Reader(document).get_time("validFrom"), bad_time, "$.validFrom");
  check_failure(Reader(document).find_time("validFrom"), bad_time, "$.validFrom");
}

TEST_CASE("paths grow with each step into the document") {
  const Document document = document_of(badge);
  const Reader reader(document);
  check_failure(reader.get_object("achievement")->strings("tag"), wrong_type,
                "$.achievement.tag[2]");
  const std::vector<Reader> proofs = reader.one_or_many("proof");
  REQUIRE(proofs.size() == 2);
  CHECK(proofs[0].get_string("type") == "P");
  check_failure(proofs[1].get_string("type"), wrong_type, "$.proof[1].type");
  CHECK(proofs[1].fail_here(wrong_type, "x").error().path == "$.proof[1]");
}

TEST_CASE("one value stands for an array of one, and absence for none") {
  const Document document = document_of(badge);
  const Reader reader(document);
  CHECK(reader.strings("type") == std::vector<std::string>{"One"});
  CHECK(reader.strings("title") == std::vector<std::string>{});
  CHECK(reader.one_or_many("type")[0].path() == "$.type");
  check_failure(reader.strings("level"), wrong_type, "$.level");
}

TEST_CASE("the elements of an array are read, and of nothing else") {
  const Document document = document_of(R"(["a",1])");
  const auto elements = Reader(document).elements();
  REQUIRE(elements);
  CHECK((*elements)[0].string() == "a");
  check_failure((*elements)[1].string(), wrong_type, "$[1]");
  check_failure((*elements)[0].elements(), wrong_type, "$[0]");
}

TEST_CASE("what is no object has no members to get or to find") {
  const Document document = document_of("[1]");
  const Reader reader(document);
  check_failure(reader.get_string("a"), wrong_type, "$");
  check_failure(reader.allow_only({"a"}), wrong_type, "$");
  CHECK_FALSE(reader.find("a"));
  CHECK(reader.expect(Kind::array));
  check_failure(reader.expect(Kind::object), wrong_type, "$");
}

TEST_CASE("a member that is not listed is refused") {
  const Document document = document_of(R"({"a":1,"odd name":2})");
  CHECK(Reader(document).allow_only({"odd name", "b", "a"}));
  check_failure(Reader(document).allow_only({"a"}), unknown_member, "$['odd name']");
}

}  // namespace waarmerk::json
