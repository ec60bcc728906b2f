// Tests of `node audit`.
#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {

TEST_CASE("decisions are shown with their grade and issuer, and why there are none") {
  tests::Office office;
  const std::string decision =
      R"({"at":"2026-03-03T10:12:00Z","outcome":"genuine","code":"badge.genuine",)"
      R"("codes":["badge.issuer_good"],"status":"not_revoked","assurance":"A",)"
      R"("issuer":"did:web:a.example"})";
  office.answer("GET /v1/audit?limit=100", 200,
                R"({"enabled":true,"decisions":[)" + decision + "]}");
  const auto typed = office.desk.type({"node", "audit"});
  CHECK(typed.exit == 0);
  CHECK(typed.out == "2026-03-03T10:12:00Z\tbadge.genuine\tA\tdid:web:a.example\n");
  CHECK_FALSE(typed.err.contains("audit.enabled"));
  CHECK(office.desk.type({"node", "audit", "--json"}).out == decision + "\n");
  office.answer("GET /v1/audit?limit=100", 200, R"({"enabled":false,"decisions":[]})");
  CHECK(office.desk.type({"node", "audit"}).err.contains("audit.enabled is false"));
  office.answer("GET /v1/audit?limit=100", 200, R"({"enabled":true,"decisions":[]})");
  CHECK_FALSE(office.desk.type({"node", "audit"}).err.contains("audit.enabled"));
}

}  // namespace waarmerk::cli
