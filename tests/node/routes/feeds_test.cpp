// The peer protocol by way of the routes: feeds read, and hints taken.
#include <doctest/doctest.h>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <string>

#include "node/feed/entry.hpp"
#include "node/gossip/limits.hpp"
#include "node/gossip/serve.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::request_of;
using tests::TestRoutes;
using tests::text_in;

std::string head_path(const TestRoutes& library) {
  return "/bot/1" + gossip::head_path(library.node.self.feed);
}

}  // namespace

TEST_CASE("a node says where its feed is") {
  TestRoutes library;
  const auto said = library.call(request_of("GET", "/.well-known/bot.json"));
  CHECK(said.status == 200);
  CHECK(text_in(said, "did") == "did:web:library.example");
  CHECK(text_in(said, "endpoint") == "https://library.example/bot/1");
  CHECK(text_in(said, "feed") == feed::print_feed_id(library.node.self.feed));
}

TEST_CASE("the head of a feed is read once, and then not again before it moves") {
  TestRoutes library;
  auto request = request_of("GET", head_path(library));
  const auto head = library.call(request);
  REQUIRE(head.status == 200);
  CHECK(head.body.size() >= feed::header_bytes);
  REQUIRE(head.headers.find("ETag"));
  request.headers.set("If-None-Match", std::string(*head.headers.find("ETag")));
  const auto unchanged = library.call(request);
  CHECK(unchanged.status == 304);
  CHECK(unchanged.body.empty());
  library.node.define("Taalmaatje");
  CHECK(library.call(request).status == 200);
}

TEST_CASE("entries and payloads are read, and what is not there is not made up") {
  TestRoutes library;
  const auto& feeds = library.node.memory.records.feeds;
  const auto head = feeds.head(library.node.self.feed);
  REQUIRE(head);
  const auto status_of = [&](const std::string& path) {
    return library.call(request_of("GET", "/bot/1" + path)).status;
  };
  CHECK(status_of(gossip::range_path(library.node.self.feed, 0, {1, head->seq})) == 200);
  CHECK(status_of(gossip::range_path(library.node.self.feed, 0, {head->seq + 1, 999})) == 404);
  CHECK(status_of(gossip::range_path(library.node.self.feed, 0, {2, 1})) == 400);
  const auto first = feeds.headers(library.node.self.feed, 0, {1, 1}, 1).front();
  CHECK(status_of(gossip::payload_path(first.payload_hash)) == 200);
  CHECK(status_of(gossip::payload_path(Sha256{})) == 404);
  CHECK(status_of("/p/x") == 400);
  CHECK(status_of("/f/x/head") == 400);
  CHECK(status_of(gossip::head_path(feed::FeedId{})) == 404);
  CHECK(status_of(gossip::heads_path(0)) == 200);
  CHECK(status_of("/heads?after=x") == 400);
}

TEST_CASE("where a link is opened, whoever asks for a page or another protocol is told so") {
  TestRoutes library;
  auto request = request_of("GET", "/bot/1/ws");
  CHECK(text_in(library.call(request), "code") == "gossip.no_link");
  request.headers.set("Upgrade", "websocket");
  CHECK(text_in(library.call(request), "code") == "gossip.no_link");
  request.headers.set("Sec-WebSocket-Protocol", "chat");
  CHECK(text_in(library.call(request), "code") == "gossip.no_link");
}

TEST_CASE("a hint is taken without a token, and one that is too long is not") {
  TestRoutes library;
  CHECK(library.call(request_of("POST", "/bot/1/push", "anything")).status == 202);
  const std::string most(gossip::push_bytes_max, 'x');
  CHECK(library.call(request_of("POST", "/bot/1/push", most)).status == 202);
  const auto long_one = library.call(request_of("POST", "/bot/1/push", most + 'x'));
  CHECK(long_one.status == 413);
  CHECK(text_in(long_one, "code") == "http.body_too_large");
  const auto wrong = library.call(request_of("GET", "/bot/1/push"));
  CHECK(wrong.status == 405);
  CHECK(wrong.headers.find("Allow") == "POST");
}

TEST_CASE("who asks too often is told when to come back, and others are served") {
  TestRoutes library;
  for (int i = 0; i < 100; ++i) {
    REQUIRE(library.call(request_of("POST", "/bot/1/push", "x")).status == 202);
  }
  auto request = request_of("POST", "/bot/1/push", "x");
  const auto refused = library.call(request);
  CHECK(refused.status == 429);
  CHECK(refused.headers.find("Retry-After"));
  request.remote_address = "192.0.2.8";
  CHECK(library.call(request).status == 202);
}

TEST_CASE("what is known of all issuers is handed out in one file, once it is made") {
  TestRoutes library(tests::NodeMethod::webvh);
  auto request = request_of("GET", "/bot/1/bundle/latest");
  CHECK(library.call(request).status == 404);
  actions::BundleShelf shelf(library.node.ports, library.background, []() -> Task<void> {
    co_await boost::asio::post(boost::asio::use_awaitable);
  });
  library.services.bundles = &shelf;
  const auto early = library.call(request);
  CHECK(early.status == 503);
  CHECK(early.headers.find("Retry-After") == "10");
  const auto bundle = library.call(request);
  REQUIRE(bundle.status == 200);
  CHECK(bundle.content().starts_with("bot/bundle/1"));
  CHECK(bundle.content().size() == shelf.latest().value()->bytes.size());
  request.headers.set("If-None-Match", std::string(bundle.headers.find("ETag").value()));
  const auto same = library.call(request);
  CHECK(same.status == 304);
  CHECK(same.content().empty());
}

}  // namespace waarmerk::node::routes
