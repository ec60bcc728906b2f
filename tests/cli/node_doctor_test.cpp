// Tests of `node doctor`.
#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

void answer_all(tests::Office& office) {
  office.answer("GET /readyz", 200, "ready");
  office.answer("GET /v1/node", 200,
                R"({"did":"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",)"
                R"("lastEntry":"2026-03-03T10:00:00Z"})");
  office.answer("GET /v1/peers", 200, R"({"peers":[]})");
}

}  // namespace

TEST_CASE("notes alone leave the doctor content, and something bad does not") {
  tests::Office office;
  answer_all(office);
  const auto content = office.desk.type({"node", "doctor"});
  CHECK(content.exit == 0);
  CHECK(content.out.contains("peer\tnote\tThere are no peers."));
  office.desk.network.answers.clear();
  const auto worried = office.desk.type({"node", "doctor"});
  CHECK(worried.exit == 9);
  CHECK(worried.out.contains("node\tbad\t"));
}

TEST_CASE("people read what to do below what is amiss, and programs get an object a line") {
  tests::Office office;
  answer_all(office);
  CHECK(office.desk.type({"node", "doctor", "--json"}).out.starts_with("{\"what\":\"clock\""));
  office.desk.console.is_terminal = true;
  office.desk.environment["NO_COLOR"] = "1";
  const auto typed = office.desk.type({"node", "doctor"});
  CHECK(typed.out.contains("note There are no peers.\n     > Without peers"));
}

TEST_CASE("without a configuration there is nobody to examine") {
  tests::Office office;
  office.desk.environment["WAARMERK_CONFIG"] = "absent.toml";
  const auto typed = office.desk.type({"node", "doctor"});
  CHECK(typed.exit == 5);
  CHECK(typed.err.contains("(cli.no_configuration)"));
}

}  // namespace waarmerk::cli
