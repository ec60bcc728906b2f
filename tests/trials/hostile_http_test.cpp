// Requests that break HTTP's rules, clients that drip, and three hundred of them at once.
#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/support/besieged_node.hpp"
#include "tests/support/raw_client.hpp"

namespace waarmerk::tests {
namespace {

int status_of(std::string_view response) {
  return response.starts_with("HTTP/1.1 ") ? std::stoi(std::string(response.substr(9, 3))) : 0;
}

constexpr std::string_view bad_targets[] = {
    "/credentials/%zz",
    "/credentials/%",
    "/credentials/%2",
    "/v1/badges/%00",
    "/v1/badges/%ff%fe",
    "/v1/dids/did%3Aweb%3A..%2F..%2Fetc",
    "/v1/dids/did:web:127.0.0.1",
    "/v1/dids/did:web:169.254.169.254",
    "/status/99999999999999999999",
    "/status/-1",
    "/status/%31%00",
    "/bot/1/f/uAAAA/head",
    "/bot/1/f/%2e%2e/head",
    "/bot/1/p/u%20",
    "/bot/1/heads?after=-1",
    "/bot/1/heads?after=99999999999999999999999",
    "/v1/achievements?limit=0",
    "/v1/achievements?limit=1e9",
    "/v1/achievements?limit=%",
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//credentials//verify",
    "/credentials/verify",
    "/nowhere?token=canary5f3a91",
};

TEST_CASE("a target that makes no sense is refused, and nothing else happens") {
  BesiegedNode besieged;
  for (const auto target : bad_targets) {
    CAPTURE(target);
    const auto answer = besieged.node.caller.get(std::string(target), besieged.node.token());
    // A name that is well formed may have nobody who answers to it.
    const bool refused = (answer.status >= 400 && answer.status < 500) || answer.status == 503;
    CHECK_MESSAGE(refused, answer.status << " " << answer.body);
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(besieged.serves());
  }
}

const std::string host = "Host: localhost\r\n";

TEST_CASE("a request that is no HTTP, or two requests at once, is refused or hung up on") {
  BesiegedNode besieged;
  const std::string bad_requests[] = {
      "\r\n\r\n\r\n\r\n",
      std::string(64, '\0'),
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
      "GET /healthz HTTP/1.1\r\n\r\n",
      "GET /healthz HTTP/9.9\r\n" + host + "\r\n",
      "GET /healthz HTTP/1.1\r\n" + host + host + "\r\n",
      "GET /healthz HTTP/1.1\r\n" + host + "No colon here\r\n\r\n",
      "GET /healthz HTTP/1.1\r\n" + host + " folded: line\r\n\r\n",
      "GET /healthz HTTP/1.1\r\n" + host + "X: " + std::string(20'000, 'x') + "\r\n\r\n",
      "GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n",
      "POST /credentials/verify HTTP/1.1\r\n" + host +
          "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
      "POST /credentials/verify HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n{}",
      "POST /credentials/verify HTTP/1.1\r\n" + host +
          "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST /credentials/verify HTTP/1.1\r\n" + host +
          "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
      "POST /credentials/verify HTTP/1.1\r\n" + host +
          "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
  };
  for (const auto& request : bad_requests) {
    CAPTURE(request.substr(0, 80));
    RawClient client(besieged.node.organisation.port());
    client.send(request);
    client.end_sending();
    const auto status = status_of(client.read_all());
    CHECK((status == 0 || (status >= 400 && status < 600)));
    CHECK(besieged.serves());
  }
}

TEST_CASE("a method that a path does not have is told so") {
  BesiegedNode besieged;
  for (const auto* method : {"PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW", "get"}) {
    CAPTURE(method);
    const auto answer =
        besieged.node.caller.send({.method = method, .target = "/credentials/verify"});
    CHECK((answer.status == 405 || answer.status == 400));
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(besieged.serves());
  }
}

/// Sends one byte now and then, until the server has had enough of every client; false where it
/// never has.
bool drip(std::vector<std::unique_ptr<RawClient>>& clients, BesiegedNode& besieged) {
  for (int step = 0; step < 2000; ++step) {
    std::size_t listening = 0;
    for (auto& client : clients) listening += client->send("x") ? 1 : 0;
    if (listening == 0) return true;
    if (step % 10 == 0) CHECK(besieged.serves());
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

TEST_CASE("clients that drip are hung up on, and others are served meanwhile") {
  BesiegedNode besieged;
  const std::string starts[] = {
      "GET /healthz HTTP/1.1\r\n" + host + "X-Long: ",
      "POST /credentials/verify HTTP/1.1\r\n" + host +
          "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{",
      "POST /credentials/verify HTTP/1.1\r\n" + host +
          "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
  };
  for (const auto& start : starts) {
    CAPTURE(start);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 30; ++i) {
      clients.push_back(std::make_unique<RawClient>(besieged.node.organisation.port()));
      REQUIRE(clients.back()->send(start));
    }
    CHECK(drip(clients, besieged));
    CHECK(besieged.serves());
  }
}

TEST_CASE("three hundred connections at once do not keep the next one out") {
  BesiegedNode besieged;
  int served = 0;
  int turned_away = 0;
  {
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 300; ++i) {
      clients.push_back(std::make_unique<RawClient>(besieged.node.organisation.port()));
    }
    for (auto& client : clients) client->send("GET /healthz HTTP/1.1\r\n" + host + "\r\n");
    for (auto& client : clients) {
      const auto response = client->read_response();
      served += status_of(response) == 200 ? 1 : 0;
      turned_away += status_of(response) == 503 && response.contains("Retry-After") ? 1 : 0;
    }
  }
  // The limit for one address; the caller of this test holds one seat of it.
  CHECK(served >= 90);
  CHECK(served <= 100);
  CHECK(turned_away > 0);
  MESSAGE(served << " were served, " << turned_away << " were told to come back, "
                 << 300 - served - turned_away << " were hung up on");
  bool serves = false;
  for (int i = 0; i < 100 && !serves; ++i) {
    serves = besieged.serves();
    if (!serves) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(serves);
}

}  // namespace
}  // namespace waarmerk::tests
