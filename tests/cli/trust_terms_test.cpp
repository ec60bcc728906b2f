#include "cli/trust_terms.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/error_codes.hpp"

namespace waarmerk::cli {
namespace {

Args typed(const std::vector<std::string>& words) {
  auto args = Args::parse({.options = with_terms({comment_option, until_option})}, words);
  REQUIRE(args);
  return *args;
}

Result<std::string> body_of(const Args& args) {
  json::Writer body;
  body.begin_object();
  TRY_OK(write_terms(body, args));
  TRY_OK(write_words(body, args));
  return body.end_object().take();
}

}  // namespace

TEST_CASE("terms are written as they were typed, and only those") {
  CHECK(body_of(typed({})) == "{}");
  CHECK(body_of(typed({"--any", "--introduce", "--depth", "2", "--comment", "Good"})) ==
        R"({"kind":"introduce","depth":2,"any":true,"comment":"Good"})");
  CHECK(body_of(typed({"--skill", "a", "--skill", "b", "--until", "2027-03-03"})) ==
        R"({"skill":["a","b"],"until":"2027-03-03T23:59:59Z"})");
}

TEST_CASE("it is known whether terms were typed, and a comment is none") {
  CHECK_FALSE(has_terms(typed({"--comment", "Good", "--json"})));
  CHECK(has_terms(typed({"--any"})));
  CHECK(has_terms(typed({"--amount", "60"})));
}

TEST_CASE("a number is one to its end") {
  CHECK(body_of(typed({"--amount", "60x"})).error().code == bad_usage);
  CHECK(body_of(typed({"--depth", "x"})).error().code == bad_usage);
}

}  // namespace waarmerk::cli
