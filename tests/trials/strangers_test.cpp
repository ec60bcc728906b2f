// Who may do what: tokens and scopes on every route, and how often a stranger may ask.
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <thread>

#include "node/routes/routes.hpp"
#include "tests/support/besieged_node.hpp"

namespace waarmerk::tests {
namespace {

std::string path_of(const node::routes::Row& row, const BesiegedNode& besieged) {
  std::string path(row.pattern);
  if (const auto at = path.find("{id}"); at != std::string::npos) {
    path.replace(at, 4, besieged.badge.id);
  }
  return path;
}

Answer ask(BesiegedNode& besieged, const node::routes::Row& row, const std::string& token) {
  return besieged.node.caller.send({.method = std::string(row.method),
                                    .target = path_of(row, besieged),
                                    .body = row.method == "POST" ? "{}" : "",
                                    .token = token});
}

std::string wrong_secret(std::string token) {
  token.back() = token.back() == '0' ? '1' : '0';
  return token;
}

TEST_CASE("a route that needs a token takes no other, and no token without its scope") {
  BesiegedNode besieged;
  const auto& token = besieged.node.token();
  const std::string unknown = "wmk_" + std::string(16, '0') + "_" + std::string(64, '0');
  int rows = 0;
  for (const auto& row : node::routes::all_rows()) {
    if (row.guard != node::routes::Guard::token) continue;
    ++rows;
    CAPTURE(row.method);
    CAPTURE(row.pattern);
    const auto without = ask(besieged, row, "");
    CHECK(without.status == 401);
    CHECK(without.text("code") == "access.no_token");
    CHECK(without.header("www-authenticate") == "Bearer");
    for (const auto& bad : {std::string(canary), unknown, wrong_secret(token), token + "0",
                            token.substr(0, token.size() - 1)}) {
      const auto refused = ask(besieged, row, bad);
      CHECK(refused.status == 401);
      CHECK(refused.text("code") == "access.bad_token");
    }
    if (row.scope != node::routes::scope::read) {
      const auto weak = ask(besieged, row, besieged.node.organisation.reading_token());
      CHECK(weak.status == 403);
      CHECK(weak.text("code") == "access.missing_scope");
    }
  }
  CHECK(rows >= 15);
  // A token in the address is none.
  CHECK(besieged.node.caller.get("/v1/badges?token=" + token).status == 401);
  CHECK(besieged.node.caller.get("/v1/badges?access_token=" + token).status == 401);
  CHECK(besieged.node.caller.get("/v1/badges/" + besieged.badge.id, token).text("status") ==
        "valid");
  CHECK(besieged.serves());
}

TEST_CASE("a token that is withdrawn, and one that has ended, open nothing more") {
  BesiegedNode besieged;
  auto& caller = besieged.node.caller;
  const auto& admin = besieged.node.token();
  const auto made = caller.post("/v1/tokens", R"({"scopes":["read"],"label":"for a day"})", admin);
  REQUIRE(made.status == 201);
  const auto fresh = made.text("token");
  CHECK(caller.get("/v1/badges", fresh).status == 200);
  const auto withdrawn =
      caller.send({.method = "DELETE", .target = "/v1/tokens/" + made.text("id"), .token = admin});
  CHECK(withdrawn.status == 204);
  CHECK(caller.get("/v1/badges", fresh).status == 401);
  const auto ended = caller.post(
      "/v1/tokens", R"({"scopes":["read"],"label":"old","expires":"2020-01-01T00:00:00Z"})", admin);
  REQUIRE(ended.status == 201);
  CHECK(caller.get("/v1/badges", ended.text("token")).status == 401);
  CHECK_FALSE(besieged.node.process.log().contains(fresh));
}

TEST_CASE("who asks too often is told to wait, and may ask again after that") {
  BesiegedNode besieged("[limits]\nrequests_per_second = 2\nrequests_burst = 5\n");
  int passed = 0;
  int refused = 0;
  for (int i = 0; i < 30; ++i) {
    const auto answer = besieged.node.verify(besieged.badge.credential);
    passed += answer.status == 200 ? 1 : 0;
    if (answer.status != 429) continue;
    ++refused;
    CHECK(answer.text("code") == "http.too_many_requests");
    CHECK(std::stoi("0" + answer.header("retry-after")) >= 1);
  }
  CHECK(passed >= 5);
  CHECK(refused > 0);
  CHECK(passed + refused == 30);

  int cheap_refused = 0;
  for (int i = 0; i < 400; ++i) {
    cheap_refused += besieged.node.caller.get("/v1/node").status == 429 ? 1 : 0;
  }
  CHECK(cheap_refused > 0);
  // The operator's own tools, and who has a token, are not strangers.
  CHECK(besieged.node.caller.get("/healthz").status == 200);
  CHECK(besieged.node.caller.get("/v1/badges", besieged.node.token()).status == 200);

  bool again = false;
  for (int i = 0; i < 100 && !again; ++i) {
    again = besieged.serves();
    if (!again) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  CHECK(again);
}

}  // namespace
}  // namespace waarmerk::tests
