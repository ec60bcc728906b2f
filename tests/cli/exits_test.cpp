#include "cli/exits.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "cli/error_codes.hpp"
#include "did/did.hpp"

namespace waarmerk::cli {

namespace credential = node::credential;
using credential::CheckState;
using credential::Finding;

TEST_CASE("each exit code is listed once, by number, and has a weight") {
  std::set<int> numbers;
  std::set<std::string_view> names;
  int last = -1;
  for (const auto& each : exits()) {
    CHECK(number_of(each.exit) > last);
    last = number_of(each.exit);
    names.insert(each.name);
    CHECK(std::ranges::count(exits_by_weight(), each.exit) == 1);
    CHECK(each.meaning.ends_with('.'));
  }
  CHECK(names.size() == exits().size());
  CHECK(exits_by_weight().size() == exits().size());
}

TEST_CASE("the numbers that are promised") {
  CHECK(number_of(exit_of(Finding::not_a_credential)) == 10);
  CHECK(number_of(exit_of(Finding::bad_signature)) == 11);
  CHECK(number_of(exit_of(Finding::revoked)) == 12);
  CHECK(number_of(exit_of(Finding::suspended)) == 13);
  CHECK(number_of(exit_of(Finding::expired)) == 14);
  CHECK(number_of(exit_of(Finding::not_yet_valid)) == 14);
  CHECK(number_of(Exit::issuer_not_recognised) == 15);
  CHECK(number_of(exit_of(Finding::status_unknown)) == 16);
  CHECK(number_of(exit_of(Finding::status_outdated)) == 16);
  CHECK(number_of(exit_of(Finding::key_not_found)) == 17);
  CHECK(number_of(exit_of(Finding::did_not_found)) == 17);
  CHECK(number_of(exit_of(Finding::wrong_issuer)) == 18);
  CHECK(number_of(exit_of(Finding::wrong_subject)) == 19);
  CHECK(number_of(exit_of(Finding::unknown_suite)) == 20);
  CHECK(number_of(exit_of(Finding::unknown_context)) == 20);
  CHECK(number_of(exit_of(Finding::not_covered)) == 11);
  CHECK(number_of(Exit::usage) == 2);
  CHECK(number_of(Exit::no_permission) == 4);
  CHECK(number_of(Exit::interrupted) == 130);
}

TEST_CASE("a finding is 0 exactly where it stands in the way of no badge") {
  for (const auto& text : credential::findings()) {
    const bool stands_in_the_way =
        text.state == CheckState::failed || text.state == CheckState::unchecked;
    CHECK_MESSAGE((exit_of(text.finding) != Exit::done) == stands_in_the_way,
                  std::string(text.code));
  }
}

TEST_CASE("a badge that is not accepted is never 0, whatever is said to have decided") {
  credential::Verdict verdict;
  for (const auto outcome :
       {credential::Outcome::cannot_be_checked, credential::Outcome::not_genuine}) {
    verdict.outcome = outcome;
    for (const auto& text : credential::findings()) {
      verdict.finding = text.finding;
      CHECK(exit_of(verdict) != Exit::done);
    }
  }
  verdict.outcome = credential::Outcome::genuine_with_warning;
  CHECK(exit_of(verdict) == Exit::done);
}

TEST_CASE("the kind of an error decides, but for the codes that have a number of their own") {
  CHECK(exit_of(Error{bad_usage, ""}) == Exit::usage);
  CHECK(exit_of(Error{interrupted, ""}) == Exit::interrupted);
  CHECK(exit_of(Error{unreadable_file, ""}) == Exit::unreadable_file);
  CHECK(exit_of(Error{did::not_found, ""}) == Exit::no_such_thing);
  CHECK(exit_of(Error{{"x.y", ErrorKind::unauthenticated}, ""}) == Exit::no_permission);
  CHECK(exit_of(Error{{"x.y", ErrorKind::denied}, ""}) == Exit::no_permission);
  CHECK(exit_of(Error{{"x.y", ErrorKind::unavailable}, ""}) == Exit::no_answer);
}

TEST_CASE("what was proved false outweighs what could not be checked") {
  CHECK(worse(Exit::done, Exit::status_unknown) == Exit::status_unknown);
  CHECK(worse(Exit::status_unknown, Exit::revoked) == Exit::revoked);
  CHECK(worse(Exit::bad_signature, Exit::revoked) == Exit::bad_signature);
  CHECK(worse(Exit::unreadable_file, Exit::key_not_found) == Exit::key_not_found);
  CHECK(worse(Exit::done, Exit::done) == Exit::done);
}

}  // namespace waarmerk::cli
