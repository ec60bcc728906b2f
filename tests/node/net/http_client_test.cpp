// The Fetcher over real sockets: what it fetches, and what it does not.
#include "node/net/http_client.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "node/http/json_body.hpp"
#include "node/net/timer.hpp"
#include "tests/support/live_server.hpp"

using namespace waarmerk;
using namespace waarmerk::node;
using tests::LiveServer;

namespace {

struct Client {
  std::shared_ptr<std::atomic<int>> connections = std::make_shared<std::atomic<int>>(0);
  std::unique_ptr<net::HttpClient> client;
};

Client make_client(bool plain_http_on_loopback, net::Lookup::Resolve resolve = {}) {
  Client made;
  net::HttpClient::Options options;
  options.plain_http_on_loopback = plain_http_on_loopback;
  options.resolve = std::move(resolve);
  options.on_connect = [count = made.connections](const std::string&) { ++*count; };
  auto client = net::HttpClient::make(std::move(options));
  REQUIRE(client.has_value());
  made.client = *std::move(client);
  return made;
}

fetch::FetchRequest get(std::string url) {
  fetch::FetchRequest request;
  request.url = std::move(url);
  return request;
}

std::string at(const LiveServer& live, const std::string& path) {
  return "http://localhost:" + std::to_string(live.port()) + path;
}

Task<http::Response> serve_cases(http::Request request) {
  const auto path = request.path();
  if (path == "/moved") {
    auto moved = http::text_response(302, "elsewhere");
    moved.headers.set("Location", "/target");
    co_return moved;
  }
  if (path == "/slow") co_await net::sleep_ms(60'000);
  if (path == "/large") co_return http::text_response(200, std::string(1001, 'x'));
  if (path == "/just") co_return http::text_response(200, std::string(1000, 'x'));
  if (path == "/packed") {
    auto packed = http::text_response(200, "?");
    packed.headers.set("Content-Encoding", "gzip");
    co_return packed;
  }
  if (path == "/headers") {
    co_return http::text_response(200, std::string(*request.headers.find("Host")) + ' ' +
                                           std::string(*request.headers.find("Accept")));
  }
  co_return co_await tests::echo(std::move(request));
}

}  // namespace

TEST_CASE("plain HTTP on loopback is fetched where it is allowed") {
  LiveServer live(serve_cases);
  const auto made = make_client(true);
  const auto fetched = live.run(made.client->fetch(get(at(live, "/v1?x=%20"))));
  REQUIRE(fetched);
  CHECK(fetched->status == 200);
  CHECK(fetched->content_type == "text/plain; charset=utf-8");
  CHECK(fetched->body == "GET /v1?x=%20\n");
  CHECK(*made.connections == 1);
}

TEST_CASE("plain HTTP is refused where it is not allowed, before any connection") {
  LiveServer live(serve_cases);
  const auto made = make_client(false);
  for (const auto& url : {at(live, "/"), std::string("http://library.example/"),
                          std::string("ftp://library.example/"), std::string("nonsense")}) {
    const auto fetched = live.run(made.client->fetch(get(url)));
    REQUIRE_FALSE(fetched);
    CHECK(fetched.error().code == fetch::fetch_refused);
  }
  CHECK(*made.connections == 0);
}

TEST_CASE("a POST carries its body and its type") {
  LiveServer live(serve_cases);
  const auto made = make_client(true);
  auto request = get(at(live, "/p"));
  request.method = "POST";
  request.body = "{\"a\":1}";
  request.content_type = "application/json";
  const auto fetched = live.run(made.client->fetch(request));
  REQUIRE(fetched);
  CHECK(fetched->body == "POST /p\n{\"a\":1}");
}

TEST_CASE("the request says whom it asks and what it takes") {
  LiveServer live(serve_cases);
  const auto made = make_client(true);
  const auto fetched = live.run(made.client->fetch(get(at(live, "/headers"))));
  REQUIRE(fetched);
  CHECK(fetched->body == "localhost:" + std::to_string(live.port()) + " application/json");
}

TEST_CASE("other methods and broken lines are refused") {
  LiveServer live(serve_cases);
  const auto made = make_client(true);
  auto request = get(at(live, "/"));
  request.method = "PUT";
  CHECK(live.run(made.client->fetch(request)).error().code == fetch::fetch_refused);
  request = get(at(live, "/"));
  request.accept = "a\r\nX: y";
  CHECK(live.run(made.client->fetch(request)).error().code == fetch::fetch_refused);
  request = get(at(live, "/"));
  request.authorization = "Bearer a\nb";
  CHECK(live.run(made.client->fetch(request)).error().code == fetch::fetch_refused);
  CHECK(*made.connections == 0);
}

TEST_CASE("a redirect is an answer and not followed") {
  LiveServer live(serve_cases);
  const auto made = make_client(true);
  const auto fetched = live.run(made.client->fetch(get(at(live, "/moved"))));
  REQUIRE(fetched);
  CHECK(fetched->status == 302);
  CHECK(*made.connections == 1);
}

TEST_CASE("an answer that is too long is refused, one that just fits is not") {
  LiveServer live(serve_cases);
  const auto made = make_client(true);
  auto request = get(at(live, "/just"));
  request.bytes_max = 1000;
  CHECK(live.run(made.client->fetch(request)).has_value());
  request.url = at(live, "/large");
  CHECK(live.run(made.client->fetch(request)).error().code == fetch::fetch_too_large);
}

TEST_CASE("an answer that is packed though it must not be is refused") {
  LiveServer live(serve_cases);
  const auto made = make_client(true);
  CHECK(live.run(made.client->fetch(get(at(live, "/packed")))).error().code == fetch::fetch_failed);
}

TEST_CASE("a server that does not answer in time is given up") {
  LiveServer live(serve_cases);
  const auto made = make_client(true);
  auto request = get(at(live, "/slow"));
  request.timeout_ms = 50;
  CHECK(live.run(made.client->fetch(request)).error().code == fetch::fetch_timeout);
}

TEST_CASE("a port on which nobody listens is a failure") {
  LiveServer live(serve_cases);
  live.drain();
  const auto made = make_client(true);
  CHECK(live.run(made.client->fetch(get(at(live, "/")))).error().code == fetch::fetch_failed);
}

TEST_CASE("a name that leads to a private address is refused after DNS") {
  LiveServer live(serve_cases);
  for (const auto* address : {"127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "::1",
                              "fd00::1", "::ffff:127.0.0.1", "0.0.0.0"}) {
    const auto made = make_client(true, [address](const std::string&) {
      return Result<std::vector<std::string>>({std::string(address)});
    });
    const auto fetched = live.run(made.client->fetch(get("https://library.example/")));
    REQUIRE_FALSE(fetched);
    CHECK(fetched.error().code == fetch::fetch_refused);
    CHECK(*made.connections == 0);
  }
}

TEST_CASE("a literal address is refused before DNS") {
  LiveServer live(serve_cases);
  const auto asked = std::make_shared<std::atomic<int>>(0);
  const auto made = make_client(false, [asked](const std::string&) {
    ++*asked;
    return Result<std::vector<std::string>>(std::vector<std::string>{});
  });
  for (const auto* url : {"https://10.0.0.1/", "https://[::1]/", "https://2130706433/",
                          "https://localhost/", "https://user@library.example/"}) {
    CHECK(live.run(made.client->fetch(get(url))).error().code == fetch::fetch_refused);
  }
  CHECK(*asked == 0);
}

TEST_CASE("a host is looked up once, and a name that is not there is a failure") {
  LiveServer live(serve_cases);
  const auto asked = std::make_shared<std::atomic<int>>(0);
  const auto made = make_client(false, [asked](const std::string&) {
    ++*asked;
    return Result<std::vector<std::string>>(fail(net::host_not_found, "No such host."));
  });
  CHECK(live.run(made.client->fetch(get("https://library.example/"))).error().code ==
        fetch::fetch_failed);
  CHECK(*asked == 1);
}

TEST_CASE("too many fetches at once are not begun") {
  LiveServer live(serve_cases);
  net::HttpClient::Options options;
  options.fetches_max = 0;
  const auto client = net::HttpClient::make(options);
  REQUIRE(client);
  CHECK(live.run((*client)->fetch(get("https://library.example/"))).error().code ==
        fetch::fetch_failed);
}
