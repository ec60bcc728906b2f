// Tests of `badge ask`, `badge asked` and `badge unask`.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

constexpr auto made =
    R"({"id":"0123456789abcdef","state":"open","until":"2026-03-03T10:27:00Z",)"
    R"("keepUntil":"2026-03-03T11:27:00Z","interaction":"https://x/interactions/01?iuv=1",)"
    R"("link":"openid4vp://?client_id=x"})";

std::string answered(const std::string& accepted) {
  return R"({"id":"01","state":"answered","purpose":"A job","keepUntil":"K","result":{"accepted":)" +
         accepted +
         R"(,"badges":[{"query":"a","holder":"did:key:z1","verdict":{"name":"Taalmaatje",)"
         R"("summary":"Genuine."},"shown":[{"path":["level"],"values":["B1"]}]}]}})";
}

}  // namespace

TEST_CASE("a badge is asked for by a link for wallets and browsers, or by one for wallets alone") {
  tests::Office office;
  office.answer("POST /v1/requests", 201, made);
  const auto typed = office.desk.type({"badge", "ask", "--achievement", "A", "--issuer",
                                       "did:web:a.example", "--purpose", "A job"});
  CHECK(typed.exit == 0);
  CHECK(typed.out == "https://x/interactions/01?iuv=1\n");
  CHECK(typed.err.contains("2026-03-03T11:27:00Z"));
  CHECK(typed.err.contains("badge asked 0123456789abcdef --wait"));
  CHECK(office.last().body ==
        R"({"badge":{"achievement":"A","issuer":"did:web:a.example"},"purpose":"A job"})");
  CHECK(office.desk.type({"badge", "ask", "--type", "T", "--purpose", "P", "--wallet-link"}).out ==
        "openid4vp://?client_id=x\n");
  CHECK(office.desk.type({"badge", "ask", "--type", "T", "--purpose", "P", "--json"}).out ==
        std::string(made) + "\n");
  CHECK(office.desk.type({"badge", "ask", "--type", "T", "--purpose", "P", "--qr"})
            .out.contains("\u2588\u2588"));
}

TEST_CASE("a query of one's own goes to the node as it is, and with nothing beside it") {
  tests::Office office;
  office.answer("POST /v1/requests", 201, made);
  office.desk.console.input = R"({"credentials": []})";
  CHECK(office.desk
            .type({"badge", "ask", "--query", "-", "--purpose", "P", "--open-until",
                   "2026-03-03T11:00:00Z", "--keep-until", "2026-03-04"})
            .exit == 0);
  CHECK(office.last().body ==
        R"({"query":{"credentials":[]},"purpose":"P","until":"2026-03-03T11:00:00Z",)"
        R"("keepUntil":"2026-03-04T23:59:59Z"})");
  CHECK(office.desk.type({"badge", "ask", "--query", "-", "--type", "T", "--purpose", "P"}).exit ==
        2);
  CHECK(office.desk.type({"badge", "ask", "--purpose", "P"}).exit == 2);
  CHECK(office.desk.type({"badge", "ask", "--type", "T"}).exit == 2);
  office.desk.console.input = "no";
  CHECK(office.desk.type({"badge", "ask", "--query", "-", "--purpose", "P"}).exit == 8);
}

TEST_CASE("what was asked is listed, and what was shown is seen") {
  tests::Office office;
  office.answer("GET /v1/requests", 200, std::string(R"({"requests":[)") + made + "]}");
  const auto listed = office.desk.type({"badge", "asked"});
  CHECK(listed.exit == 0);
  CHECK(listed.out.contains("0123456789abcdef\topen"));
  CHECK(office.desk.type({"badge", "asked", "--json"}).out == std::string(made) + "\n");
  CHECK(office.desk.type({"badge", "asked", "--wait"}).exit == 2);

  office.answer("GET /v1/requests/01", 200, answered("true"));
  const auto shown = office.desk.type({"badge", "asked", "01", "--wait"});
  CHECK(shown.exit == 0);
  CHECK(shown.out.contains("Taalmaatje"));
  CHECK(shown.out.contains("did:key:z1"));
  CHECK(shown.out.contains(R"(["level"]: ["B1"])"));
  CHECK(office.desk.type({"badge", "asked", "01", "--json"}).out == answered("true") + "\n");
  office.answer("GET /v1/requests/01", 200, answered("false"));
  CHECK(office.desk.type({"badge", "asked", "01"}).exit == 23);
  office.answer("GET /v1/requests", 200, "{}");
  CHECK(office.desk.type({"badge", "asked"}).exit == 1);
}

TEST_CASE("why a wallet shows nothing is said") {
  tests::Office office;
  office.answer("GET /v1/requests/01", 200,
                R"({"id":"01","state":"refused","error":"access_denied","purpose":"A job"})");
  const auto typed = office.desk.type({"badge", "asked", "01"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.contains("access_denied"));
}

TEST_CASE("a request is withdrawn by its id") {
  tests::Office office;
  office.answer("DELETE /v1/requests/0123", 204, "");
  CHECK(office.desk.type({"badge", "unask", "0123"}).exit == 0);
  CHECK(office.last().method == "DELETE");
  office.answer("DELETE /v1/requests/4567", 404, R"({"code":"request.not_found","detail":"No."})");
  CHECK(office.desk.type({"badge", "unask", "4567"}).exit == 5);
}

}  // namespace waarmerk::cli
