// One connection: what is served, what hostile bytes get, and that the server goes on after each.
#include "node/net/http_session.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>

#include "node/http/json_body.hpp"
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

std::string post(std::string_view headers, std::string_view body) {
  return "POST /p HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

bool still_serves(LiveServer& live) {
  return tests::get(live.port(), "/again").ends_with("GET /again\n");
}

}  // namespace

TEST_CASE("a request is answered, and the connection is kept for the next") {
  LiveServer live(tests::echo);
  RawClient client(live.port());
  client.send("GET /one?x=1 HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto first = client.read_response();
  CHECK(first.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(first.contains("Connection: keep-alive"));
  CHECK(first.ends_with("GET /one?x=1\n"));
  client.send(post("Content-Length: 5\r\n", "hello"));
  CHECK(client.read_response().ends_with("POST /p\nhello"));
}

TEST_CASE("requests sent in one breath are answered one after the other") {
  LiveServer live(tests::echo);
  RawClient client(live.port());
  client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n" + post("Content-Length: 2\r\n", "ab") +
              post("Transfer-Encoding: chunked\r\n", "1\r\nc\r\n2\r\nde\r\n0\r\n\r\n") +
              "GET /4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  CHECK(client.read_response().ends_with("GET /1\n"));
  CHECK(client.read_response().ends_with("POST /p\nab"));
  CHECK(client.read_response().ends_with("POST /p\ncde"));
  const auto last = client.read_all();
  CHECK(last.contains("Connection: close"));
  CHECK(last.ends_with("GET /4\n"));
}

TEST_CASE("HEAD has the length of the body and no body") {
  LiveServer live(tests::echo);
  const auto head =
      tests::exchange(live.port(), "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  CHECK(head.contains("Content-Length: 7\r\n"));
  CHECK(head.ends_with("\r\n\r\n"));
}

TEST_CASE("HTTP/1.0 is served and closed") {
  LiveServer live(tests::echo);
  const auto answer = tests::exchange(live.port(), "GET /old HTTP/1.0\r\n\r\n");
  CHECK(answer.contains("Connection: close"));
  CHECK(answer.ends_with("GET /old\n"));
}

TEST_CASE("a client that expects 100 Continue is told to go on, then answered") {
  LiveServer live(tests::echo);
  RawClient client(live.port());
  client.send(post("Content-Length: 3\r\nExpect: 100-continue\r\n", ""));
  CHECK(client.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abc");
  CHECK(client.read_response().ends_with("POST /p\nabc"));
}

TEST_CASE("a body that is too long is refused before it is asked for") {
  LiveServer live(tests::echo, short_options());
  const auto answer =
      tests::exchange(live.port(), post("Content-Length: 4097\r\nExpect: 100-continue\r\n", ""));
  CHECK(answer.starts_with("HTTP/1.1 413 "));
  CHECK(answer.contains("http.body_too_large"));
  CHECK(still_serves(live));
}

TEST_CASE("what is refused before it is whole is dressed for who asked, once its head is known") {
  auto options = short_options();
  options.dress = [](const http::Request& asked, http::Response response) {
    response.body = "dressed for " + asked.target;
    return response;
  };
  LiveServer live(tests::echo, std::move(options));
  const auto answer =
      tests::exchange(live.port(), post("Content-Length: 4097\r\nExpect: 100-continue\r\n", ""));
  CHECK(answer.starts_with("HTTP/1.1 413 "));
  CHECK(answer.ends_with("dressed for /p"));
  const auto broken = tests::exchange(live.port(), "NO\r\n\r\n");
  CHECK_FALSE(broken.contains("dressed"));
}

TEST_CASE("a body that is just not too long is taken, one byte more is not") {
  LiveServer live(tests::echo, short_options());
  RawClient client(live.port());
  client.send(post("Content-Length: 4096\r\n", std::string(4096, 'x')));
  CHECK(client.read_response().starts_with("HTTP/1.1 200 "));
  const auto sent =
      tests::exchange(live.port(), post("Content-Length: 4097\r\n", std::string(4097, 'x')));
  CHECK(sent.starts_with("HTTP/1.1 413 "));
  const auto chunked =
      tests::exchange(live.port(), post("Transfer-Encoding: chunked\r\n",
                                        "1001\r\n" + std::string(4097, 'x') + "\r\n0\r\n\r\n"));
  CHECK(chunked.starts_with("HTTP/1.1 413 "));
  CHECK(still_serves(live));
}

TEST_CASE("a header that is too long or has too many lines is a 431") {
  LiveServer live(tests::echo, short_options());
  const auto with = [](const std::string& lines) {
    return "GET / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
  };
  CHECK(tests::exchange(live.port(), with("X: " + std::string(3000, 'x') + "\r\n"))
            .starts_with("HTTP/1.1 431 "));
  CHECK(tests::exchange(live.port(), "GET /" + std::string(200'000, 'x'))
            .starts_with("HTTP/1.1 431 "));
  std::string lines;
  for (int i = 0; i < 30; ++i) lines += "X-" + std::to_string(i) + ": 1\r\n";
  CHECK(tests::exchange(live.port(), with(lines)).starts_with("HTTP/1.1 431 "));
  CHECK(still_serves(live));
}

TEST_CASE("what could be read in two ways is refused and the connection closed") {
  LiveServer live(tests::echo, short_options());
  const std::string smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const auto* headers : {
           "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
           "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
           "Content-Length: 4\r\nContent-Length: 5\r\n",
           "Content-Length: 4\r\nContent-Length: 4\r\n",
           "Content-Length: 4, 4\r\n",
           "Content-Length: +4\r\n",
           "Content-Length: -4\r\n",
           "Content-Length: 0x4\r\n",
           "Content-Length: 99999999999999999999999\r\n",
           "Content-Length : 4\r\n",
           "Transfer-Encoding: gzip\r\n",
           "Transfer-Encoding: chunked, identity\r\n",
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
           "Transfer-Encoding : chunked\r\n",
           "Host: b\r\n",
           " X: a\r\n",
           "X: a\nY: b\r\n",
       }) {
    CAPTURE(std::string(headers));
    const auto answer = tests::exchange(live.port(), post(headers, "0\r\n\r\n" + smuggled));
    CAPTURE(answer);
    CHECK((answer.starts_with("HTTP/1.1 400 ") || answer.starts_with("HTTP/1.1 413 ")));
    CHECK_FALSE(answer.contains("smuggled"));
  }
  CHECK(still_serves(live));
}

TEST_CASE("broken chunks are refused") {
  LiveServer live(tests::echo, short_options());
  for (const auto* body : {"x\r\n", "-1\r\n", "ffffffffffffffffff\r\nx", "2\r\nabc\r\n0\r\n\r\n",
                           "2\nab\r\n0\r\n\r\n", "\r\n0\r\n\r\n"}) {
    CAPTURE(std::string(body));
    const auto answer = tests::exchange(live.port(), post("Transfer-Encoding: chunked\r\n", body));
    CHECK_FALSE(answer.starts_with("HTTP/1.1 200 "));
  }
  const auto endless = "1;" + std::string(200'000, 'x');
  CHECK_FALSE(tests::exchange(live.port(), post("Transfer-Encoding: chunked\r\n", endless))
                  .starts_with("HTTP/1.1 200 "));
  CHECK(still_serves(live));
}

TEST_CASE("trailers do not become headers") {
  LiveServer live([](http::Request request) -> Task<http::Response> {
    co_return http::text_response(200, request.headers.find("Authorization") ? "yes" : "no");
  });
  RawClient client(live.port());
  client.send(
      post("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\nAuthorization: Bearer x\r\n\r\n"));
  CHECK(client.read_response().ends_with("\r\n\r\nno"));
}

TEST_CASE("garbage is a 400 or a closed connection") {
  using namespace std::string_literals;
  LiveServer live(tests::echo, short_options());
  for (const auto& bytes :
       {"\0\1\2\3\r\n\r\n"s, "hello\r\n\r\n"s, "GET / HTTP/2.0\r\n\r\n"s,
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"s, "GET /\r\n\r\n"s,
        "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"s, "GET / HTTP/1.1\r\n\r\n"s,
        "G\xff / HTTP/1.1\r\nHost: a\r\n\r\n"s, "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03"s,
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"s}) {
    CAPTURE(bytes);
    const auto answer = tests::exchange(live.port(), bytes);
    CAPTURE(answer);
    CHECK((answer.empty() || answer.starts_with("HTTP/1.1 400 ")));
  }
  CHECK(still_serves(live));
}

TEST_CASE("a request that breaks off is let go") {
  LiveServer live(tests::echo, short_options());
  for (const auto* bytes : {"GET / HT", "GET / HTTP/1.1\r\nHost: a\r\n",
                            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"}) {
    RawClient client(live.port());
    client.send(bytes);
    client.end_sending();
    CHECK_FALSE(client.read_all().starts_with("HTTP/1.1 200 "));
  }
  CHECK(still_serves(live));
  CHECK(eventually([&] { return live.server().connections() == 0; }));
}

TEST_CASE("a client that drips its request runs out of time") {
  LiveServer live(tests::echo, short_options());
  for (const auto* begin :
       {"GET / HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n"}) {
    RawClient client(live.port());
    client.send(begin);
    int drops = 0;
    while (client.send("x") && ++drops < 3000) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    CHECK(drops < 3000);
  }
  CHECK(still_serves(live));
}

TEST_CASE("a connection on which nothing comes is closed") {
  LiveServer live(tests::echo, short_options());
  RawClient silent(live.port());
  CHECK(silent.read_all().empty());
  RawClient served(live.port());
  served.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(served.read_response().contains("keep-alive"));
  CHECK(served.read_all().empty());
}

TEST_CASE("a client that does not read its answer is let go") {
  LiveServer live(
      [](http::Request) -> Task<http::Response> {
        co_return http::text_response(200, std::string(16 << 20, 'x'));
      },
      short_options());
  RawClient client(live.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(eventually([&] { return !live.ends().empty(); }));
  CHECK(eventually([&] { return live.server().connections() == 0; }));
}

TEST_CASE("a connection serves a bounded number of requests") {
  LiveServer live(tests::echo, short_options());
  RawClient client(live.port());
  for (int i = 0; i < 5; ++i) {
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.read_response().contains(i < 4 ? "keep-alive" : "Connection: close"));
  }
  CHECK(client.read_all().empty());
}
