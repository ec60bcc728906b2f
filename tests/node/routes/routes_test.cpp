#include "node/routes/routes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

#include "crypto/json/parse.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::node::routes {
namespace {

/// `GET /v1/badges read`: what a row, or an operation of the OpenAPI document, says of itself.
std::set<std::string> in_table() {
  std::set<std::string> said;
  for (const Row& row : all_rows()) {
    said.insert(std::string(row.method) + " " + std::string(row.pattern) + " " +
                std::string(row.guard == Guard::token ? row.scope : "open"));
  }
  return said;
}

std::string scope_of(json::Value operation) {
  const auto security = operation.find("security");
  if (!security || security->size() == 0) return "open";
  for (const json::Value scope : (*security->elements().begin()).find("token")->elements()) {
    return std::string(*scope.string());
  }
  return "none";
}

std::set<std::string> in_document(json::Value root) {
  std::set<std::string> said;
  for (const auto& [path, operations] : root.find("paths")->members()) {
    for (const auto& [method, operation] : operations.members()) {
      std::string name(method);
      std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::toupper(c); });
      said.insert(name + " " + std::string(path) + " " + scope_of(operation));
    }
  }
  return said;
}

/// Every `$ref` below `value`.
void collect_references(json::Value value, std::set<std::string>& found) {
  for (const json::Value element : value.elements()) collect_references(element, found);
  for (const auto& [name, member] : value.members()) {
    if (name == "$ref") found.insert(std::string(member.string().value_or("")));
    collect_references(member, found);
  }
}

json::Document openapi() {
  auto document = json::parse(tests::read_file(WAARMERK_SOURCE_DIR "/spec/http/openapi.json"));
  REQUIRE(document);
  return *document;
}

}  // namespace

TEST_CASE("the OpenAPI document and the route table name the same routes and scopes") {
  const auto document = openapi();
  const auto written = in_document(document.root());
  const auto served = in_table();
  for (const auto& row : served) CHECK_MESSAGE(written.contains(row), "not in OpenAPI: " << row);
  for (const auto& row : written) CHECK_MESSAGE(served.contains(row), "not served: " << row);
}

TEST_CASE("the OpenAPI document refers to nothing that it does not hold") {
  const auto document = openapi();
  std::set<std::string> references;
  collect_references(document.root(), references);
  const auto schemas = *document.root().find("components")->find("schemas");
  for (const auto& reference : references) {
    const auto name = reference.substr(reference.rfind('/') + 1);
    CHECK_MESSAGE(schemas.find(name), reference);
  }
}

TEST_CASE("whatever writes, or tells what was issued to whom, needs a token") {
  // What proves itself, and what makes us look for ourselves.
  const std::set<std::string_view> protocol{"/bot/1/push",
                                            "/bot/1/did-witness",
                                            "/log",
                                            "/log/delete",
                                            "/resource",
                                            "/resource/delete",
                                            "/openid/token",
                                            "/openid/nonce",
                                            "/openid/credential",
                                            "/openid/notification",
                                            "/openid/deferred-credential",
                                            "/openid/requests/{id}",
                                            "/openid/response",
                                            "/check",
                                            "/check/material",
                                            "/v1/kits"};
  for (const Row& row : all_rows()) {
    if (row.guard == Guard::token) CHECK_FALSE(row.scope.empty());
    const bool writes = row.method != "GET" && row.pattern.find("verify") == std::string_view::npos;
    if (writes && !protocol.contains(row.pattern)) CHECK(row.guard == Guard::token);
  }
}

}  // namespace waarmerk::node::routes
