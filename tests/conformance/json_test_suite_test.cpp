// JSONTestSuite: what a parser must accept (y_), must refuse (n_), and may do as it likes (i_).
#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::json {
namespace {

// We hold to I-JSON (RFC 7493 2.3) where a verifier could be shown one member and a reader another.
const std::map<std::string, ErrorCode> known_exceptions = {
    {"y_object_duplicated_key.json", duplicate_name},
    {"y_object_duplicated_key_and_value.json", duplicate_name},
};

// Of the cases that are free: a number that underflows to zero, and an integer past 64 bits, are
// doubles. All the others are refused: halves of surrogate pairs, text that is not UTF-8, a byte
// order mark, a number that no double can hold, 500 levels.
const std::set<std::string> accepted_freely = {
    "i_number_double_huge_neg_exp.json",   "i_number_real_underflow.json",
    "i_number_too_big_neg_int.json",       "i_number_too_big_pos_int.json",
    "i_number_very_big_negative_int.json",
};

void check_refused(const Result<Document>& document, ErrorCode code) {
  REQUIRE_FALSE(document);
  CHECK(document.error().code == code);
}

void check_case(const std::string& name, const Result<Document>& document) {
  if (const auto exception = known_exceptions.find(name); exception != known_exceptions.end()) {
    return check_refused(document, exception->second);
  }
  if (name.starts_with("y_")) CHECK(document);
  if (name.starts_with("n_")) CHECK_FALSE(document);
  if (name.starts_with("i_")) CHECK(document.has_value() == accepted_freely.contains(name));
}

}  // namespace

TEST_CASE("each JSONTestSuite text is accepted or refused as it must be") {
  VECTORS_OR_SKIP(folder, "json-test-suite/test_parsing");
  std::map<char, int> counts;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const std::string name = file.path().filename().string();
    CAPTURE(name);
    check_case(name, parse(tests::read_file(file.path())));
    ++counts[name[0]];
  }
  CHECK(counts['y'] == 95);
  CHECK(counts['n'] == 188);
  CHECK(counts['i'] == 35);
}

TEST_CASE("what JSONTestSuite transforms is kept or refused, never changed in silence") {
  VECTORS_OR_SKIP(folder, "json-test-suite/test_transform");
  const auto parse_file = [&](const char* name) { return parse(tests::read_file(folder / name)); };
  const auto transform = [&](const char* name) { return canonical(parse_file(name)->root()); };
  CHECK(transform("number_1.0.json") == "[1]");
  CHECK(transform("number_1e6.json") == "[1000000]");
  CHECK(transform("number_1e-999.json") == "[0]");
  CHECK(transform("number_1.000000000000000005.json") == "[1]");
  CHECK(transform("number_1000000000000000.json") == "[1000000000000000]");
  CHECK(transform("number_10000000000000000999.json") == "[10000000000000000000]");
  CHECK(transform("number_9223372036854775807.json") == "[9223372036854776000]");
  CHECK(transform("number_-9223372036854775809.json") == "[-9223372036854776000]");
  CHECK(parse_file("object_key_nfc_nfd.json")->root().size() == 2);
  CHECK(parse_file("object_key_nfd_nfc.json")->root().size() == 2);
  CHECK(transform("string_with_escaped_NULL.json") == "[\"A\\u0000B\"]");
  check_refused(parse_file("object_same_key_same_value.json"), duplicate_name);
  check_refused(parse_file("object_same_key_different_values.json"), duplicate_name);
  check_refused(parse_file("object_same_key_unclear_values.json"), duplicate_name);
  check_refused(parse_file("string_1_escaped_invalid_codepoint.json"), malformed);
  check_refused(parse_file("string_2_escaped_invalid_codepoints.json"), malformed);
  check_refused(parse_file("string_3_escaped_invalid_codepoints.json"), malformed);
}

}  // namespace waarmerk::json
