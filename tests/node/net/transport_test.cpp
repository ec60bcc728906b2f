// TLS between our client and our server: whom it trusts, and what a reload changes.
#include "node/net/transport.hpp"

#include <doctest/doctest.h>

#include <boost/asio/ip/address.hpp>
#include <fstream>

#include "node/net/http_exchange.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/live_server.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_certificate.hpp"

using namespace waarmerk;
using namespace waarmerk::node;

namespace {

constexpr auto host = "library.example";

std::string write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

/// A folder with a certificate for `library.example`, and a server that shows it.
struct Secured {
  explicit Secured(const http::Elsewhere* elsewhere = nullptr, std::size_t connections_max = 64) {
    show(tests::make_certificate(host));
    auto loaded = net::ServerTls::load({(folder / "c.pem").string(), (folder / "k.pem").string()});
    REQUIRE(loaded.has_value());
    tls = *std::move(loaded);
    net::ServerOptions options;
    options.tls = tls.get();
    options.limits = tests::short_limits();
    options.limits.header_timeout_ms = 5'000;
    options.limits.linger_timeout_ms = 5'000;
    options.limits.connections_max = connections_max;
    options.elsewhere = elsewhere;
    live = std::make_unique<tests::LiveServer>(tests::echo, options);
  }

  void show(const tests::TestCertificate& made) const {
    write(folder / "c.pem", made.certificate_pem);
    write(folder / "k.pem", made.key_pem);
  }

  tests::TemporaryFolder folder;
  std::unique_ptr<net::ServerTls> tls;
  std::unique_ptr<tests::LiveServer> live;
};

Task<Result<fetch::Fetched>> fetch_over(net::DialOptions options) {
  const auto stream = co_await net::dial(std::move(options));
  if (!stream) co_return std::unexpected(net::explain_failure(stream.error()));
  co_return co_await net::exchange(
      **stream, "GET /tls HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 1 << 20);
}

/// What a client that trusts `ca_file` gets when it expects `expected_host`.
Result<fetch::Fetched> ask(Secured& server, const std::string& ca_file,
                           const std::string& expected_host) {
  auto tls = net::make_client_tls(ca_file);
  REQUIRE(tls.has_value());
  net::DialOptions options{.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5)};
  options.endpoints = {{boost::asio::ip::make_address("127.0.0.1"), server.live->port()}};
  options.tls = *tls;
  options.host = expected_host;
  return server.live->run(fetch_over(std::move(options)));
}

}  // namespace

TEST_CASE("a server whose certificate names the host and is trusted is talked to") {
  Secured server;
  const auto fetched = ask(server, (server.folder / "c.pem").string(), host);
  REQUIRE(fetched);
  CHECK(fetched->body == "GET /tls\n");
}

TEST_CASE("a certificate for another host is refused") {
  Secured server;
  const auto fetched = ask(server, (server.folder / "c.pem").string(), "other.example");
  REQUIRE_FALSE(fetched);
  CHECK(fetched.error().code == fetch::fetch_failed);
}

TEST_CASE("a certificate that nobody vouches for is refused") {
  Secured server;
  const auto fetched = ask(server, "", host);
  REQUIRE_FALSE(fetched);
  CHECK(fetched.error().code == fetch::fetch_failed);
}

TEST_CASE("after a reload new connections see the new certificate") {
  Secured server;
  const auto next = tests::make_certificate(host);
  const auto next_file = write(server.folder / "next.pem", next.certificate_pem);
  CHECK_FALSE(ask(server, next_file, host));
  server.show(next);
  REQUIRE(server.tls->reload());
  CHECK(ask(server, next_file, host));
}

TEST_CASE("who finds no place behind TLS is told so, and whom else to ask") {
  http::Elsewhere elsewhere;
  elsewhere.set({"https://a.example/bot/1"});
  Secured server(&elsewhere, 1);
  const tests::RawClient first(server.live->port());
  REQUIRE(tests::eventually([&] { return server.live->server().connections() == 1; }));
  const auto fetched = ask(server, (server.folder / "c.pem").string(), host);
  REQUIRE(fetched);
  CHECK(fetched->status == 503);
  CHECK(fetched->retry_after_s == 1);
  CHECK(fetched->body.contains(R"("try":["https://a.example/bot/1"])"));
  // Who does not speak TLS is let go, as ever.
  CHECK_FALSE(tests::get(server.live->port()).contains("503"));
}

TEST_CASE("plain HTTP and garbage at a TLS port are let go, and it goes on") {
  Secured server;
  CHECK_FALSE(tests::get(server.live->port()).contains("200 OK"));
  CHECK_FALSE(tests::exchange(server.live->port(), "\x16\x03\x01\xff\xff garbage").contains("200"));
  CHECK(ask(server, (server.folder / "c.pem").string(), host));
}

TEST_CASE("nobody at any of the addresses is a failure") {
  Secured server;
  net::DialOptions options{.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5)};
  CHECK_FALSE(server.live->run(fetch_over(options)));
}
