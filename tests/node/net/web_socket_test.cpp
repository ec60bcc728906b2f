// Conversations over real sockets, plain and TLS.
#include "node/net/web_socket.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "node/http/json_body.hpp"
#include "node/net/http_client.hpp"
#include "node/net/tls.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/live_server.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_certificate.hpp"

using namespace waarmerk;
using namespace waarmerk::node;
using tests::LiveServer;

namespace {

constexpr const char* protocol = "echo.1";
constexpr const char* upgrade =
    "GET /talk HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

struct Heard {
  std::atomic<int> ended = 0;
  std::atomic<int> bad = 0;
};

/// Says first what TLS exports, then sends back what it gets.
Task<void> echo_all(Socket& socket, std::shared_ptr<Heard> heard, int patience_ms) {
  socket.expire_after_ms(patience_ms);
  const auto exported = socket.exporter();
  co_await socket.send(exported ? to_bytes(*exported) : Bytes());
  for (;;) {
    auto message = co_await socket.receive();
    if (!message) {
      heard->bad += message.error().code == bad_message ? 1 : 0;
      break;
    }
    co_await socket.send(std::move(*message));
  }
  ++heard->ended;
}

http::Handler echo_server(std::shared_ptr<Heard> heard, int patience_ms) {
  return [heard = std::move(heard), patience_ms](http::Request request) -> Task<http::Response> {
    if (request.path() != "/talk") co_return http::text_response(404, "no");
    http::Response response;
    response.status = 101;
    response.headers.set("Sec-WebSocket-Protocol", protocol);
    response.conversation = [heard, patience_ms](Socket& socket) {
      return echo_all(socket, heard, patience_ms);
    };
    co_return response;
  };
}

std::unique_ptr<net::HttpClient> make_client(const std::string& ca_file = {}) {
  return net::HttpClient::make({.plain_http_on_loopback = true, .ca_file = ca_file}).value();
}

/// What the server said first, and what came back of each message.
struct Told {
  Bytes first;
  std::optional<ByteArray<32>> exported;
  std::vector<Bytes> echoes;
};

Task<Result<Told>> talk(fetch::Dialler& dialler, std::string url, std::vector<Bytes> messages,
                        std::string in = protocol) {
  CO_TRY(socket, co_await dialler.dial(std::move(url), std::move(in)));
  CO_TRY(first, co_await socket->receive());
  Told told{.first = std::move(first), .exported = socket->exporter(), .echoes = {}};
  for (auto& message : messages) {
    if (auto sent = co_await socket->send(std::move(message)); !sent) {
      co_return failure_of(std::move(sent));
    }
    CO_TRY(echo, co_await socket->receive());
    told.echoes.push_back(std::move(echo));
  }
  socket->close();
  co_return told;
}

struct Echo {
  explicit Echo(net::ServerOptions options = {}, int patience_ms = 0)
      : live(echo_server(heard, patience_ms), std::move(options)) {}

  std::string url(const std::string& scheme = "http", const std::string& path = "/talk") const {
    return scheme + "://localhost:" + std::to_string(live.port()) + path;
  }

  std::shared_ptr<Heard> heard = std::make_shared<Heard>();
  LiveServer live;
};

}  // namespace

TEST_CASE("messages of every size come back whole, and the end of one side is that of the other") {
  Echo server;
  const auto client = make_client();
  const std::vector<Bytes> messages{Bytes(), Bytes(1, 7), Bytes(70'000, 8),
                                    Bytes(message_bytes_max, 9)};
  const auto told = server.live.run(talk(*client, server.url(), messages));
  REQUIRE(told);
  CHECK(told->echoes == messages);
  CHECK(told->first.empty());  // without TLS there is nothing that they alone know
  CHECK_FALSE(told->exported);
  CHECK(tests::eventually([&] { return server.heard->ended == 1; }));
  CHECK(server.heard->bad == 0);
}

TEST_CASE("a message that is too long ends the conversation, and the server goes on") {
  Echo server;
  const auto client = make_client();
  CHECK_FALSE(server.live.run(talk(*client, server.url(), {Bytes(message_bytes_max + 1, 1)})));
  CHECK(tests::eventually([&] { return server.heard->bad == 1; }));
  CHECK(server.live.run(talk(*client, server.url(), {Bytes(1, 1)})));
}

TEST_CASE("a message that is text ends the conversation") {
  Echo server;
  tests::RawClient raw(server.live.port());
  REQUIRE(raw.send(upgrade));
  CHECK(raw.read_until("\r\n\r\n").starts_with("HTTP/1.1 101 "));
  raw.send(std::string("\x81\x81\x00\x00\x00\x00t", 7));
  CHECK(tests::eventually([&] { return server.heard->bad == 1; }));
}

TEST_CASE("who is not listened to at that place, or speaks another protocol, is told so") {
  Echo server;
  const auto client = make_client();
  const auto nowhere = server.live.run(talk(*client, server.url("http", "/else"), {}));
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().code == socket_refused);
  const auto other = server.live.run(talk(*client, server.url(), {}, "echo.2"));
  REQUIRE_FALSE(other);
  CHECK(other.error().code == socket_refused);
  const auto guarded = net::HttpClient::make({}).value();
  const auto plain = server.live.run(talk(*guarded, server.url(), {}));
  REQUIRE_FALSE(plain);
  CHECK(plain.error().code == fetch::fetch_refused);
}

TEST_CASE("both ends of one TLS know the same, and of another something else") {
  const tests::TemporaryFolder folder;
  const auto made = tests::make_certificate("localhost");
  std::ofstream(folder / "c.pem") << made.certificate_pem;
  std::ofstream(folder / "k.pem") << made.key_pem;
  const auto tls = net::ServerTls::load({(folder / "c.pem").string(), (folder / "k.pem").string()});
  REQUIRE(tls);
  Echo server({.tls = tls->get()});
  const auto client = make_client((folder / "c.pem").string());
  const auto one = server.live.run(talk(*client, server.url("https"), {Bytes(70'000, 1)}));
  const auto other = server.live.run(talk(*client, server.url("https"), {}));
  REQUIRE(one);
  REQUIRE(other);
  REQUIRE(one->exported);
  CHECK(one->first == to_bytes(*one->exported));
  CHECK(other->first == to_bytes(*other->exported));
  CHECK(one->first != other->first);
}

TEST_CASE("who says nothing for as long as it was given is gone, and the server goes on") {
  Echo server({}, 30);
  tests::RawClient silent(server.live.port());
  REQUIRE(silent.send(upgrade));
  CHECK(tests::eventually([&] { return server.heard->ended == 1; }));
  CHECK(server.heard->bad == 0);
  tests::RawClient next(server.live.port());
  REQUIRE(next.send(upgrade));
  CHECK(next.read_until("\r\n\r\n").starts_with("HTTP/1.1 101 "));
}

TEST_CASE("a server that ends does not wait for conversations") {
  Echo server;
  tests::RawClient raw(server.live.port());
  REQUIRE(raw.send(upgrade));
  raw.read_until(std::string_view("\x82\x00", 2));  // the first message, which is empty
  CHECK(server.live.drain() == 0);
  CHECK(tests::eventually([&] { return server.heard->ended == 1; }));
}
