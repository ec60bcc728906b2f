#include "cli/shown_links.hpp"

#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

constexpr auto answer =
    R"({"peers":[],"links":[{"did":"did:web:a.example","endpoint":"https://a.example/bot/1",)"
    R"("bound":true},{"did":"did:web:b.example","bound":false,"clockAheadSeconds":-400},)"
    R"({"bound":false,"clockAheadSeconds":301}]})";
constexpr auto shown =
    "did:web:a.example\tbound to TLS\t\n"
    "did:web:b.example\tunbound\t400 s behind\n"
    "who named no DID\tunbound\t301 s ahead\n";

}  // namespace

TEST_CASE("whom the node is linked with is shown, how, and whose clock differs") {
  tests::Office office;
  office.answer("GET /v1/peers", 200, answer);
  CHECK(office.desk.type({"peer", "list"}).out == shown);
  CHECK(
      office.desk.type({"peer", "list", "--json"})
          .out.starts_with(R"({"did":"did:web:a.example","endpoint":"https://a.example/bot/1",)"));
  office.answer("GET /v1/node", 200, R"({"name":"Library","links":3})");
  CHECK(office.desk.type({"node", "status"}).out.ends_with(std::string("links\t3\n") + shown));
}

TEST_CASE("a node that does not let us read whom it is linked with is shown all the same") {
  tests::Office office;
  office.answer("GET /v1/node", 200, R"({"name":"Library","links":3})");
  office.answer("GET /v1/peers", 401, R"({"code":"access.bad_token","detail":"It is none."})");
  const auto typed = office.desk.type({"node", "status"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.ends_with("links\t3\n"));
}

}  // namespace waarmerk::cli
