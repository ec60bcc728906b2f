#include "tests/support/test_routes.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <utility>

#include "crypto/json/parse.hpp"
#include "node/records/tokens.hpp"

namespace waarmerk::tests {
namespace {

using namespace node;

std::unique_ptr<actions::Exchange> start(actions::Ports& ports, actions::Background& background) {
  auto started = actions::Exchange::start(ports, background, {});
  REQUIRE(started);
  return std::move(*started);
}

actions::Audit load_audit(actions::Ports& ports, actions::Background& background) {
  auto loaded = actions::Audit::load(ports, background, {.is_on = true});
  REQUIRE(loaded);
  return std::move(*loaded);
}

}  // namespace

TestRoutes::TestRoutes(NodeMethod method, actions::TrustPolicy policy)
    : node("library.example", 1, method),
      exchange(start(node.ports, background)),
      access(routes::token_lookup(node.memory.store), {}),
      audit(load_audit(node.ports, background)),
      trust(node.ports.records, {}, std::move(policy)),
      services{node.ports,   issuers,     node.evidence, *exchange, access,
               costly_limit, cheap_limit, metrics,       strand,    trust},
      router(routes::make_router(services)),
      token(make_token({"issue", "status", "read", "ask", "trust", "admin"})) {}

std::string TestRoutes::make_token(const std::vector<std::string>& scopes) {
  const auto made = http::make_token(node.random, {scopes, "test", node.clock.now()});
  storage::Batch rows;
  records::save_token(rows, {made.record.id, made.record.hash, made.record.scopes,
                             made.record.label, made.record.created, made.record.expires});
  node.memory.write(rows);
  return made.text;
}

http::Response TestRoutes::call(http::Request request) {
  return run_on(context, router.handle(std::move(request)));
}

http::Response TestRoutes::get(const std::string& target) {
  auto request = request_of("GET", target);
  request.headers.set("Authorization", "Bearer " + token);
  return call(std::move(request));
}

http::Response TestRoutes::post(const std::string& target, const std::string& json) {
  auto request = request_of("POST", target, json);
  request.headers.set("Authorization", "Bearer " + token);
  return call(std::move(request));
}

std::string TestRoutes::award() {
  const auto definition = node.define("Taalmaatje");
  const auto awarded = post("/v1/badges", R"({"achievement":")" + definition +
                                              R"(","subject":{"id":")" + someone + R"("}})");
  REQUIRE(awarded.status == 201);
  return text_in(awarded, "id");
}

http::Request request_of(std::string method, std::string target, std::string json) {
  http::Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  request.remote_address = "192.0.2.7";
  if (!json.empty()) request.headers.set("Content-Type", "application/json");
  request.body = std::move(json);
  return request;
}

json::Document body_of(const http::Response& response) {
  auto body = json::parse(response.body);
  REQUIRE_MESSAGE(body, response.body);
  return *body;
}

std::string text_in(const http::Response& response, std::string_view name) {
  const auto body = body_of(response);
  const auto text = body.root().find(name).and_then(&json::Value::string);
  return std::string(text.value_or(""));
}

}  // namespace waarmerk::tests
