#include "cli/receipt_lines.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "tests/support/badge_builder.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;

struct Table {
  Table() { desk.console.is_terminal = true; }

  tests::TemporaryFolder folder;
  tests::Desk desk{tests::badge_now};
  tests::TestParty issuer = tests::TestParty::with_key(3);
  std::string badge{tests::issue(tests::sample_badge(issuer), issuer).text()};

  std::string write(const std::string& name, const std::string& text) const {
    const auto path = folder.path() / name;
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }
  std::string receipt() const {
    const auto employer = tests::TestParty::with_key(4);
    credential::Receipt receipt{.checker = employer.did, .checker_name = "Employer"};
    receipt.salt = credential::salt_of({7});
    receipt.sha256 = credential::fingerprint_of(receipt.salt, badge);
    receipt.outcome = credential::Outcome::genuine;
    receipt.code = "badge.genuine";
    receipt.checked_at = tests::badge_issued;
    receipt.program = "waarmerk 1.0.0";
    const auto written = credential::write_receipt(receipt);
    REQUIRE(written);
    return std::string(tests::sign(*written, employer).text());
  }
};

}  // namespace

TEST_CASE("a receipt among the files is called one, and says who found what") {
  Table table;
  const auto typed = table.desk.type({"badge", "verify", table.write("r.json", table.receipt())});
  CHECK(typed.exit == 0);
  CHECK(typed.out.contains("This is a receipt. Employer found on 5 January 2026"));
  CHECK(typed.out.contains("that the badge in this file was genuine."));
  CHECK_FALSE(typed.out.contains("It is about"));
}

TEST_CASE("with other files beside it, it is said which of them it is about") {
  Table table;
  const auto receipt = table.write("r.json", table.receipt());
  const auto badge = table.write("b.json", table.badge + "\n");
  const auto both = table.desk.type({"badge", "verify", receipt, badge});
  CHECK(both.out.contains("It is about " + badge));
  const auto other = table.write("c.json", table.receipt());
  CHECK(table.desk.type({"badge", "verify", receipt, other})
            .out.contains("It is about none of the other files."));
}

TEST_CASE("a receipt that was changed is told apart by its exit code, and not quoted") {
  Table table;
  auto text = table.receipt();
  const auto at = text.find("\"genuine\"");
  REQUIRE(at != std::string::npos);
  text.replace(at, 9, "\"not_genuine\"");
  const auto typed = table.desk.type({"badge", "verify", table.write("r.json", text)});
  CHECK(typed.exit == number_of(Exit::bad_signature));
  CHECK_FALSE(typed.out.contains("This is a receipt."));
}

TEST_CASE("JSON has what a receipt says, and of a badge no such member") {
  Table table;
  const auto receipt = table.write("r.json", table.receipt());
  const auto typed = table.desk.type({"badge", "verify", receipt, "--json"});
  CHECK(typed.out.contains(R"("receipt":{"checker":"did:key:)"));
  const auto badge = table.write("b.json", table.badge);
  CHECK_FALSE(table.desk.type({"badge", "verify", badge, "--json"}).out.contains("\"receipt\""));
}

TEST_CASE("a file that only mentions receipts is none") {
  CHECK_FALSE(find_receipt(R"({"type":["VerifiableCredential"],"name":"VerificationReceipt"})"));
  CHECK_FALSE(find_receipt(R"({"type":["VerificationReceipt"]})"));
  CHECK_FALSE(find_receipt("VerificationReceipt"));
}

}  // namespace waarmerk::cli
