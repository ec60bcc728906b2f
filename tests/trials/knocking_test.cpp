// Somebody opens link after link and names DIDs of another's host each time: how often that host is
// asked by a real node.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "node/net/http_client.hpp"
#include "tests/support/acquaintance.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/live_server.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {
namespace {

/// A host that counts who asks it for documents of DIDs, and has none.
struct Victim {
  std::atomic<int> asked = 0;
  LiveServer server{[this](node::http::Request request) -> node::Task<node::http::Response> {
    ++asked;
    co_return co_await echo(std::move(request));
  }};

  std::string did(int number) const {
    return "did:web:localhost%3A" + std::to_string(server.port()) + ":" + std::to_string(number);
  }
};

/// Dials, and shows that it has the key that it names; whether the node took that.
node::Task<bool> greet(node::net::HttpClient& client, std::string url, Stranger& somebody) {
  auto socket = co_await client.dial(url + "/bot/1/ws", "bot.1");
  if (!socket) co_return false;
  auto options = somebody.options(node::link::Role::dialler);
  options.host = {};
  node::link::Handshake handshake(std::move(options));
  while (handshake.need() == nullptr) {
    while (auto frame = handshake.poll()) co_await (*socket)->send(std::move(*frame));
    const auto frame = co_await (*socket)->receive();
    const bool goes_on = frame && handshake.take(*frame);
    if (!goes_on) co_return false;
  }
  while (auto frame = handshake.poll()) co_await (*socket)->send(std::move(*frame));
  // The node hangs up, once it knows that nobody can be found.
  const auto end = co_await (*socket)->receive();
  co_return !end.has_value();
}

}  // namespace

TEST_CASE("who names a host again and again has a node ask it no more than so often") {
  Victim victim;
  TrialNode library({.did = DidForm::key});
  const auto client = node::net::HttpClient::make({.plain_http_on_loopback = true}).value();
  Stranger somebody(7);
  const auto began = std::chrono::steady_clock::now();
  for (int number = 0; number < 60; ++number) {
    somebody.did = victim.did(number);
    REQUIRE(victim.server.run(greet(*client, library.organisation.url(), somebody)));
  }
  const auto took = std::chrono::steady_clock::now() - began;
  const auto halves_of_minutes = std::chrono::duration_cast<std::chrono::seconds>(took) / 30;
  CHECK(victim.asked >= 16);
  CHECK(victim.asked <= 17 + halves_of_minutes.count());
  // Who is known by nothing but its key gets in as before.
  TrialNode employer(
      {.name = "Werkgever", .did = DidForm::key, .peers = {library.organisation.url()}});
  CHECK(eventually([&] {
    return value_at(library.caller.get("/v1/node").json().root(), "links")->integer() == 1;
  }));
}

}  // namespace waarmerk::tests
