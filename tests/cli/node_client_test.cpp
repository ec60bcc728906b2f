#include "cli/node_client.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "cli/command.hpp"
#include "cli/error_codes.hpp"
#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

struct Line {
  tests::Office office;
  Workspace workspace = office.desk.make_workspace();
  NodeClient node =
      NodeClient::find(Args::parse({.options = with_node({})}, {}).value(), workspace).value();
};

}  // namespace

TEST_CASE("a question carries the token, and its answer comes back as JSON") {
  Line line;
  line.office.answer("POST /v1/peers", 201, R"({"peers":[]})");
  const auto answer = line.node.post("/v1/peers", "{}");
  REQUIRE(answer);
  CHECK(answer->root().find("peers"));
  CHECK(line.office.last().authorization.starts_with("Bearer wmk_"));
  CHECK_FALSE(line.office.last().authorization.contains('\n'));
  CHECK(line.office.last().content_type == "application/json");
  line.office.answer("DELETE /v1/peers?url=x", 204, "");
  CHECK(line.node.erase("/v1/peers?url=x"));
}

TEST_CASE("what anybody may read is asked without the token") {
  Line line;
  line.office.answer("GET /v1/node", 200, "{}");
  CHECK(line.node.get_open("/v1/node"));
  CHECK(line.office.last().authorization.empty());
  line.office.answer("GET /status/1", 200, "list");
  CHECK(line.node.get_text("/status/1") == "list");
  line.office.answer("GET /status/2", 404, "{}");
  CHECK(line.node.get_text("/status/2") == "");
  line.office.answer("GET /readyz", 503, "");
  CHECK(line.node.is_well("/readyz") == false);
}

TEST_CASE("the node's failure is told as the node told it") {
  Line line;
  line.office.answer("GET /v1/badges/x", 404,
                     R"({"code":"badge.not_found","detail":"None.","path":"$.a"})");
  const auto answer = line.node.get("/v1/badges/x");
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code.name == "badge.not_found");
  CHECK(answer.error().code.kind == ErrorKind::missing);
  CHECK(answer.error().detail == "None.");
  CHECK(answer.error().path == "$.a");
  line.office.answer("GET /v1/x", 401, R"({"code":"access.bad_token","title":"Say who you are."})");
  CHECK(line.node.get("/v1/x").error().detail == "Say who you are.");
  CHECK(line.node.get("/v1/x").error().code.kind == ErrorKind::unauthenticated);
}

TEST_CASE("what is no answer of a node is strange, and no answer is none") {
  Line line;
  line.office.answer("GET /v1/x", 502, "<html>");
  CHECK(line.node.get("/v1/x").error().code == strange_answer);
  line.office.answer("GET /v1/x", 200, "<html>");
  CHECK(line.node.get("/v1/x").error().code == strange_answer);
  CHECK(line.node.get("/v1/y").error().code == no_answer);
  CHECK(line.node.get_open("/v1/y").error().detail.contains("waarmerk node start"));
}

TEST_CASE("without a token nothing is asked") {
  Line line;
  std::filesystem::remove(line.office.folder() + "/admin.token");
  CHECK_FALSE(line.node.get("/v1/x"));
  CHECK(line.office.desk.network.asked.empty());
}

TEST_CASE("an id in a path is one segment, whatever it holds") {
  CHECK(encode_segment("urn:uuid:1-2_3.4~5") == "urn%3Auuid%3A1-2_3.4~5");
  CHECK(encode_segment("../a b?c#d%") == "..%2Fa%20b%3Fc%23d%25");
  CHECK(encode_segment("\xc3\xa9") == "%C3%A9");
}

}  // namespace waarmerk::cli
