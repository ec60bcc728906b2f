// Tests of `node status`.
#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {

TEST_CASE("the node's own words are shown, and asked for without a token") {
  tests::Office office;
  const std::string answer =
      R"({"name":"Library","did":"did:web:a.example","publishing":"safe","entries":4})";
  office.answer("GET /v1/node", 200, answer);
  const auto typed = office.desk.type({"node", "status"});
  CHECK(typed.exit == 0);
  CHECK(typed.out ==
        "name\tLibrary\ndid\tdid:web:a.example\nanswers at\thttp://127.0.0.1:8099\n"
        "publishing\tsafe\nentries\t4\n");
  CHECK(office.last().authorization.empty());
  CHECK(office.desk.type({"node", "status", "--json"}).out == answer + "\n");
}

TEST_CASE("a node whose peers were silent at its start says so") {
  tests::Office office;
  const auto shown = [&](const std::string& answer) {
    office.answer("GET /v1/node", 200, answer);
    return office.desk.type({"node", "status"}).out;
  };
  CHECK(shown(R"({"publishing":"safe","confirmed":false,"peers":2})")
            .contains("publishing\tsafe, confirmed by no peer yet\n"));
  CHECK(shown(R"({"publishing":"safe","confirmed":true,"peers":2})").contains("\tsafe\n"));
  CHECK(shown(R"({"publishing":"safe","confirmed":false,"peers":0})").contains("\tsafe\n"));
  CHECK(shown(R"({"publishing":"asking","confirmed":false,"peers":2})").contains("\tasking\n"));
}

TEST_CASE("a node that does not answer is told with what to do") {
  tests::Office office;
  const auto typed = office.desk.type({"node", "status"});
  CHECK(typed.exit == 3);
  CHECK(typed.err.contains("http://127.0.0.1:8099 does not answer"));
  CHECK(typed.err.contains("waarmerk node start"));
  CHECK(typed.err.contains("(cli.no_answer)"));
  office.desk.environment["WAARMERK_CONFIG"] = "absent.toml";
  CHECK(office.desk.type({"node", "status"}).exit == 5);
}

}  // namespace waarmerk::cli
