#include "node/web/receipt_part.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/web/answer_page.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::web {
namespace {

using credential::Outcome;
using words::Language;

ReceiptRead read_of(Outcome outcome) {
  credential::Receipt receipt{.checker = "did:web:employer.example",
                              .checker_name = "<i>Employer",
                              .salt = std::string(32, 'a'),
                              .sha256 = std::string(64, 'b'),
                              .outcome = outcome,
                              .code = "badge.revoked",
                              .checked_at = tests::badge_now};
  return {.receipt = receipt};
}

credential::Verdict verdict_of(Outcome outcome) {
  return {.outcome = outcome, .finding = credential::Finding::bad_signature};
}

}  // namespace

TEST_CASE("a receipt says who found what, and its sign is that of what was found") {
  const auto html =
      receipt_part(read_of(Outcome::not_genuine), verdict_of(Outcome::genuine), Language::en);
  CHECK(html.starts_with("<section class=\"verdict failed\" role=\"status\""));
  CHECK(html.contains("<h1>A receipt of a check</h1>"));
  CHECK(
      html.contains("&lt;i&gt;Employer</bdi> found on 3 March 2026, 10:12 UTC that the "
                    "badge in this file was not genuine or not valid."));
  CHECK(html.contains("Which file that was, it does not tell."));
  CHECK(html.contains(std::string(64, 'b')));
  CHECK_FALSE(html.contains("<i>"));
  CHECK(receipt_part(read_of(Outcome::genuine), verdict_of(Outcome::genuine), Language::nl)
            .contains("dat de badge in dit bestand echt was."));
}

TEST_CASE("of a file beside it is told whether it is the one") {
  auto read = read_of(Outcome::genuine);
  const auto html = [&] { return receipt_part(read, verdict_of(Outcome::genuine), Language::en); };
  read.is_same = true;
  CHECK(html().contains("The file beside it is the one that was checked."));
  read.is_same = false;
  CHECK(html().contains("The file beside it is not the one"));
}

TEST_CASE("a receipt whose signature does not hold tells nothing of what was found") {
  auto read = read_of(Outcome::genuine);
  read.is_same = true;
  const auto html = receipt_part(read, verdict_of(Outcome::not_genuine), Language::en);
  CHECK(html.contains("<h1>Not genuine</h1>"));
  CHECK(html.contains("that is not proved"));
  CHECK_FALSE(html.contains("was genuine"));
  CHECK_FALSE(html.contains("is the one"));
  CHECK(receipt_part(read, verdict_of(Outcome::cannot_be_checked), Language::en)
            .contains("<h1>Cannot be checked</h1>"));
}

TEST_CASE("what is signed and is no receipt is not taken for one") {
  const ReceiptRead broken{.receipt = fail(credential::bad_receipt, "No.")};
  const auto html = receipt_part(broken, verdict_of(Outcome::genuine), Language::en);
  CHECK(html.contains("<h1>Not genuine</h1>"));
  CHECK(html.contains("what a receipt should say is missing"));
}

TEST_CASE("the receipt to take along is in its link, and nothing in it ends the attribute") {
  CHECK(receipt_link("", Language::en).empty());
  const auto html = receipt_link(R"({"a":"é'>"})", Language::en);
  CHECK(html.contains("download=\"receipt.json\""));
  CHECK(html.contains(
      "href=\"data:application/json;charset=utf-8,%7B%22a%22%3A%22%C3%A9%27%3E%22%7D\""));
}

}  // namespace waarmerk::node::web
