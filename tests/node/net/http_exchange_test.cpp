// The text of a request, and answers that are not what they should be.
#include "node/net/http_exchange.hpp"

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/asio/ip/address.hpp>
#include <string>
#include <thread>

#include "node/net/transport.hpp"
#include "tests/support/run_task.hpp"

using namespace waarmerk;
using namespace waarmerk::node;

namespace {

/// A server that says the same bytes to whoever asks first, whatever is asked.
class Parrot {
 public:
  explicit Parrot(std::string bytes) : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    ::bind(listener_, reinterpret_cast<const sockaddr*>(&here), size);
    ::listen(listener_, 1);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size);
    port_ = ntohs(here.sin_port);
    thread_ = std::thread([this, bytes = std::move(bytes)] {
      const int client = ::accept(listener_, nullptr, nullptr);
      std::array<char, 4096> asked;
      (void)::recv(client, asked.data(), asked.size(), 0);
      (void)::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      ::shutdown(client, SHUT_WR);
      (void)::recv(client, asked.data(), asked.size(), 0);
      ::close(client);
    });
  }
  ~Parrot() {
    thread_.join();
    ::close(listener_);
  }
  std::uint16_t port() const { return port_; }

 private:
  int listener_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

Task<Result<fetch::Fetched>> ask(std::uint16_t port, std::size_t bytes_max) {
  net::DialOptions options{.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5)};
  options.endpoints = {{boost::asio::ip::make_address("127.0.0.1"), port}};
  const auto stream = co_await net::dial(std::move(options));
  if (!stream) co_return std::unexpected(net::explain_failure(stream.error()));
  co_return co_await net::exchange(**stream, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", bytes_max);
}

Result<fetch::Fetched> hear(const std::string& bytes, std::size_t bytes_max = 100) {
  const Parrot parrot(bytes);
  return tests::run_task(ask(parrot.port(), bytes_max));
}

}  // namespace

TEST_CASE("an answer is read in each framing that HTTP has") {
  CHECK(hear("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab")->body == "ab");
  CHECK(hear("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n")->body ==
        "ab");
  CHECK(hear("HTTP/1.0 200 OK\r\n\r\nab")->body == "ab");
  CHECK(hear("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")->status == 404);
}

TEST_CASE("how long to wait is read of an answer that is no success, and an hour at the most") {
  const auto wait = [](const std::string& status, const std::string& value) {
    return hear("HTTP/1.1 " + status + "\r\nRetry-After: " + value +
                "\r\nContent-Length: 0\r\n\r\n")
        ->retry_after_s;
  };
  CHECK(wait("503 Busy", "7") == 7);
  CHECK(wait("429 Slow", "0") == 0);
  CHECK(wait("503 Busy", "3601") == fetch::retry_after_s_max);
  CHECK(wait("503 Busy", "99999999999999999999") == fetch::retry_after_s_max);
  CHECK(wait("200 OK", "7") == std::nullopt);
  for (const auto* odd : {"-1", "1.5", "Fri, 31 Dec 1999 23:59:59 GMT", "x"}) {
    CAPTURE(std::string(odd));
    CHECK(wait("503 Busy", odd) == std::nullopt);
  }
  CHECK(hear("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")->retry_after_s == std::nullopt);
}

TEST_CASE("interim responses are passed over, but not for ever") {
  const std::string interim = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
  CHECK(hear(interim + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab")->body == "ab");
  std::string many;
  for (int i = 0; i < 20; ++i) many += interim;
  CHECK(hear(many).error().code == fetch::fetch_failed);
}

TEST_CASE("an answer that is cut off or is no HTTP is a failure") {
  for (const auto* bytes :
       {"", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", "hello\r\n\r\n",
        "HTTP/1.1 99999 X\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"}) {
    CAPTURE(std::string(bytes));
    CHECK(hear(bytes).error().code == fetch::fetch_failed);
  }
  CHECK(hear("HTTP/1.1 200 OK\r\nX: " + std::string(40'000, 'x')).error().code ==
        fetch::fetch_failed);
}

TEST_CASE("an answer longer than asked for is refused in each framing") {
  const std::string body(101, 'x');
  CHECK(hear("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n" + body).error().code ==
        fetch::fetch_too_large);
  CHECK(hear("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" + body + "\r\n0\r\n\r\n")
            .error()
            .code == fetch::fetch_too_large);
  CHECK(hear("HTTP/1.0 200 OK\r\n\r\n" + body).error().code == fetch::fetch_too_large);
}

TEST_CASE("a request is printed with what it needs and no more") {
  const auto text = net::print_request({.url = "unused", .accept = "application/json"},
                                       {.authority = "a.example:8443", .target = "/x?y"});
  REQUIRE(text);
  CHECK(text->starts_with("GET /x?y HTTP/1.1\r\nHost: a.example:8443\r\n"));
  CHECK(text->ends_with("Connection: close\r\n\r\n"));
  CHECK_FALSE(text->contains("Authorization"));
  CHECK_FALSE(net::print_request({.url = "u", .accept = "x"}, {"a", "/x y"}));
  const auto deletion = net::print_request({.url = "u", .method = "DELETE"}, {"a", "/x"});
  CHECK(deletion.value().starts_with("DELETE /x HTTP/1.1\r\n"));
  CHECK_FALSE(net::print_request({.url = "u", .method = "PUT"}, {"a", "/x"}));
}
