#include "node/actions/sign_receipt.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/actions/verify_badge.hpp"
#include "node/credential/receipt.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

credential::Verdict check(tests::TestNode& node, std::string_view file) {
  credential::Verification verification(file, {.now = node.clock.now()});
  return tests::run_task(verify_badge(std::move(verification), node.evidence, node.clock));
}

std::string receipt_of(tests::TestNode& node, const std::string& badge) {
  const auto made = tests::run_task(sign_receipt(node.ports, check(node, badge), badge));
  REQUIRE(made);
  return *made;
}

}  // namespace

TEST_CASE("a receipt is a credential of the node, which whoever checks it finds genuine") {
  tests::TestNode library("library.example");
  const std::string badge(library.award(library.define("Taalmaatje")).text());
  const auto receipt = receipt_of(library, badge);
  const auto verdict = check(library, receipt);
  CHECK(verdict.accepted());
  CHECK(verdict.issuer == library.self.did.text());
  const auto read = credential::read_receipt(tests::parse_json(receipt));
  REQUIRE(read);
  CHECK(read->outcome == credential::Outcome::genuine);
  CHECK(read->checked_at == library.clock.now());
  CHECK(read->badge_issuer == library.self.did.text());
  CHECK(read->program.starts_with("waarmerk "));
  CHECK(credential::is_about(*read, badge));
  CHECK_FALSE(credential::is_about(*read, receipt));
  CHECK_FALSE(receipt.contains("Taalmaatje"));
  CHECK_FALSE(receipt.contains(tests::someone));
}

TEST_CASE("a receipt that was changed is not genuine") {
  tests::TestNode library("library.example");
  auto receipt = receipt_of(library, "no badge at all");
  const auto at = receipt.find("not_genuine");
  REQUIRE(at != std::string::npos);
  receipt.replace(at, 11, "genuine");
  CHECK(check(library, receipt).outcome == credential::Outcome::not_genuine);
}

TEST_CASE("two receipts of one badge cannot be matched without it") {
  tests::TestNode library("library.example");
  const std::string badge(library.award(library.define("Taalmaatje")).text());
  const auto one = credential::read_receipt(tests::parse_json(receipt_of(library, badge)));
  const auto other = credential::read_receipt(tests::parse_json(receipt_of(library, badge)));
  REQUIRE((one && other));
  CHECK(one->salt != other->salt);
  CHECK(one->sha256 != other->sha256);
}

}  // namespace waarmerk::node::actions
