// A real server on loopback: what it serves, how it bounds and how it drains.
#include "node/net/http_server.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "node/http/json_body.hpp"
#include "node/net/timer.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/live_server.hpp"
#include "tests/support/raw_client.hpp"

using namespace waarmerk;
using namespace waarmerk::node;
using tests::eventually;
using tests::LiveServer;
using tests::RawClient;

namespace {

net::ServerOptions short_options() {
  net::ServerOptions options;
  options.limits = tests::short_limits();
  return options;
}

}  // namespace

TEST_CASE("who finds no seat is told 503, and who else may be asked") {
  http::Elsewhere elsewhere;
  elsewhere.set({"https://a.example/bot/1"});
  auto options = short_options();
  options.elsewhere = &elsewhere;
  options.limits.connections_max = 2;
  options.limits.idle_timeout_ms = 60'000;
  LiveServer live(tests::echo, options);
  {
    const RawClient first(live.port());
    const RawClient second(live.port());
    CHECK(eventually([&] { return live.server().connections() == 2; }));
    const auto answer = tests::get(live.port());
    CHECK(answer.starts_with("HTTP/1.1 503 "));
    CHECK(answer.contains("Retry-After: 1"));
    CHECK(answer.contains(R"("try":["https://a.example/bot/1"])"));
  }
  CHECK(eventually([&] { return live.server().connections() == 0; }));
  CHECK(tests::get(live.port(), "/again").ends_with("GET /again\n"));
}

TEST_CASE("one address has no more than its share of the seats") {
  auto options = short_options();
  options.limits.connections_per_address_max = 1;
  options.limits.idle_timeout_ms = 60'000;
  LiveServer live(tests::echo, options);
  const RawClient first(live.port());
  CHECK(eventually([&] { return live.server().connections() == 1; }));
  CHECK(tests::get(live.port()).starts_with("HTTP/1.1 503 "));
}

TEST_CASE("a crowd is served") {
  LiveServer live(tests::echo);
  std::vector<std::unique_ptr<RawClient>> crowd;
  for (int i = 0; i < 80; ++i) {
    crowd.push_back(std::make_unique<RawClient>(live.port()));
    crowd.back()->send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  int served = 0;
  for (const auto& client : crowd) served += client->read_response().ends_with("GET /\n");
  CHECK(served == 80);
}

TEST_CASE("a handler that throws becomes a 500 that tells nothing") {
  LiveServer live([](http::Request request) -> Task<http::Response> {
    if (request.path() == "/throw") throw std::runtime_error("a secret");
    co_return co_await tests::echo(std::move(request));
  });
  const auto answer = tests::get(live.port(), "/throw");
  CHECK(answer.starts_with("HTTP/1.1 500 "));
  CHECK_FALSE(answer.contains("secret"));
  CHECK(tests::get(live.port(), "/again").ends_with("GET /again\n"));
}

TEST_CASE("a handler may hop to another strand and back") {
  auto strand = std::make_shared<net::Executor>();
  // The capture is kept by the server, which outlives its calls.
  LiveServer live([strand](http::Request request) -> Task<http::Response> {
    co_return co_await boost::asio::co_spawn(*strand, tests::echo(std::move(request)),
                                             boost::asio::use_awaitable);
  });
  *strand = live.runtime().next_executor();
  CHECK(tests::get(live.port(), "/hop").ends_with("GET /hop\n"));
  *strand = {};  // a strand must not outlive its loop
}

TEST_CASE("a request's end is told without its query") {
  LiveServer live(tests::echo);
  tests::exchange(live.port(),
                  "GET /v1/badges?token=secret HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                  "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n\r\n");
  REQUIRE(eventually([&] { return live.ends().size() == 1; }));
  const auto end = live.ends().front();
  CHECK(end.method == "GET");
  CHECK(end.path == "/v1/badges");
  CHECK(end.status == 200);
  CHECK(end.body_bytes == std::string("GET /v1/badges?token=secret\n").size());
  CHECK(end.trace_id == "4bf92f3577b34da6a3ce929d0e0e4736");
  CHECK(end.remote_address == "127.0.0.1");
}

TEST_CASE("draining closes idle connections at once") {
  LiveServer live(tests::echo);
  RawClient client(live.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  client.read_response();
  CHECK(live.drain() == 0);
  CHECK(client.read_all().empty());
  CHECK(tests::get(live.port()).empty());
}

TEST_CASE("draining lets a running request finish") {
  auto running = std::make_shared<std::atomic<bool>>(false);
  LiveServer live([running](http::Request request) -> Task<http::Response> {
    *running = true;
    co_await net::sleep_ms(50);
    co_return co_await tests::echo(std::move(request));
  });
  RawClient client(live.port());
  client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  REQUIRE(eventually([&] { return running->load(); }));
  CHECK(live.drain() == 0);
  const auto answer = client.read_all();
  CHECK(answer.contains("Connection: close"));
  CHECK(answer.ends_with("GET /slow\n"));
}

TEST_CASE("draining does not wait for ever") {
  auto options = short_options();
  options.limits.drain_timeout_ms = 30;
  auto running = std::make_shared<std::atomic<bool>>(false);
  LiveServer live(
      [running](http::Request) -> Task<http::Response> {
        *running = true;
        co_await net::sleep_ms(60'000);
        co_return http::no_content();
      },
      options);
  RawClient client(live.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  REQUIRE(eventually([&] { return running->load(); }));
  CHECK(live.drain() == 1);
  CHECK(client.read_all().empty());
}

TEST_CASE("an address that is not ours cannot be listened on") {
  const tests::FixedClock clock;
  const net::Runtime runtime({.threads = 1, .signals = false});
  for (const auto* address : {"203.0.113.1", "nonsense", ""}) {
    net::ServerOptions options;
    options.address = address;
    const auto server = net::HttpServer::listen(runtime, clock, options, tests::echo);
    REQUIRE_FALSE(server);
    CHECK(server.error().code == net::cannot_listen);
  }
}
