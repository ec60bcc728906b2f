// Tests of `token create`, `token list` and `token withdraw`.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

constexpr auto made = R"({"token":"wmk_1_2","id":"1","label":"desk","scopes":["issue","read"]})";

}  // namespace

TEST_CASE("a token is shown once, or goes into a file for its owner alone") {
  tests::Office office;
  office.answer("POST /v1/tokens", 201, made);
  const auto typed = office.desk.type({"token", "create", "--scope", "issue", "--scope", "read",
                                       "--label", "desk", "--expires", "2027-01-01T00:00:00Z"});
  CHECK(typed.exit == 0);
  CHECK(typed.out == "wmk_1_2\n");
  CHECK(office.last().body ==
        R"({"scopes":["issue","read"],"label":"desk","expires":"2027-01-01T00:00:00Z"})");
  const auto file = office.home() + "/desk.token";
  const auto kept = office.desk.type({"token", "create", "--scope", "issue", "-o", file});
  CHECK(kept.out == "1\tissue read\t" + file + "\n");
  struct stat status{};
  REQUIRE(stat(file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600);
  CHECK(office.desk.make_workspace().read_file(file, 100) == "wmk_1_2\n");
}

TEST_CASE("a token without a scope, or with an end that is no time, is not asked for") {
  tests::Office office;
  CHECK(office.desk.type({"token", "create"}).exit == 2);
  CHECK(office.desk.type({"token", "create", "--scope", "read", "--expires", "soon"}).exit == 8);
  CHECK(office.desk.network.asked.empty());
  office.answer("POST /v1/tokens", 201, "{}");
  CHECK(office.desk.type({"token", "create", "--scope", "read"}).exit == 1);
}

TEST_CASE("tokens are listed, and withdrawn by their id") {
  tests::Office office;
  office.answer("GET /v1/tokens", 200,
                R"({"tokens":[{"id":"1","label":"desk","scopes":["issue"],"created":"c"}]})");
  CHECK(office.desk.type({"token", "list"}).out == "1\tdesk\tissue\tc\t\n");
  office.answer("DELETE /v1/tokens/1", 204, "");
  CHECK(office.desk.type({"token", "withdraw", "1"}).exit == 0);
  office.answer("DELETE /v1/tokens/2", 404, R"({"code":"access.no_such_token","detail":"No."})");
  CHECK(office.desk.type({"token", "withdraw", "2"}).exit == 5);
}

}  // namespace waarmerk::cli
