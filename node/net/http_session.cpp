#include "node/net/http_session.hpp"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <expected>
#include <optional>
#include <utility>

#include "node/http/problem.hpp"
#include "node/net/request_check.hpp"
#include "node/net/response_head.hpp"
#include "node/net/web_socket.hpp"

namespace waarmerk::node::net {
namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using Parser = beast_http::request_parser<beast_http::string_body>;

constexpr auto as_value = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t read_ahead_bytes = 64 << 10;
constexpr std::size_t part_bytes = 1 << 20;  // of a body, that are written at a time
constexpr std::size_t discard_bytes_max = 256 << 10;

/// Why reading stopped: an Error is worth an answer, its absence is not.
using Stopped = std::optional<Error>;

Stopped explain(boost::system::error_code error) {
  using beast_http::error;
  if (error == beast_http::error::header_limit || error == beast_http::error::buffer_overflow) {
    return Error{http::header_too_large, "The header is too long."};
  }
  if (error == beast_http::error::body_limit) {
    return Error{http::body_too_large, "The body is too long."};
  }
  if (error == beast_http::error::end_of_stream || error == beast_http::error::partial_message) {
    return std::nullopt;
  }
  if (error.category() == beast_http::make_error_code(beast_http::error::bad_method).category()) {
    return Error{http::malformed_request, "This is not a request of HTTP/1.1."};
  }
  return std::nullopt;  // the connection broke or ran out of time
}

http::Request to_request(const Parser& parser, const Connection& connection) {
  const auto& message = parser.get();
  http::Request request;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  for (const auto& field : message) {
    request.headers.add(std::string_view(field.name_string().data(), field.name_string().size()),
                        std::string(field.value()));
  }
  request.remote_address = connection.remote_address;
  request.from_loopback = connection.from_loopback;
  return request;
}

class Session {
 public:
  Session(std::shared_ptr<ServerShared> shared, std::shared_ptr<Connection> connection)
      : shared_(std::move(shared)),
        connection_(std::move(connection)),
        stream_(*connection_->stream),
        buffer_(shared_->limits.header_bytes_max + read_ahead_bytes) {}

  Task<void> run() {
    stream_.expire_after_ms(limits().header_timeout_ms);
    const bool secure = co_await stream_.transport().accept_handshake();
    if (!secure) co_return;
    for (std::size_t count = 1; count <= limits().requests_per_connection_max; ++count) {
      const bool begun = co_await await_first_byte();
      if (!begun) break;
      const bool last = count == limits().requests_per_connection_max;
      const bool more = co_await serve_one(last);
      if (!more) break;
    }
    stream_.expire_after_ms(limits().linger_timeout_ms);
    co_await stream_.transport().finish();
    if (unread_) co_await stream_.transport().discard(discard_bytes_max);
    stream_.transport().close();
  }

  Task<bool> respond(http::Response response, bool keep_alive) {
    const auto head = print_head(response, {shared_->clock.now(), keep_alive});
    const bool has_body = !end_.method.starts_with("HEAD") && may_have_body(response.status);
    const auto body = has_body ? response.content() : std::string_view();
    const bool is_written = co_await write(head, body);
    end_.status = response.status;
    end_.route = std::move(response.route);
    end_.fault = std::move(response.fault);
    end_.body_bytes = body.size();
    report();
    co_return is_written;
  }

 private:
  const ServerLimits& limits() const { return shared_->limits; }

  /// Part by part, so that a slow reader of much has more time than one of little. The caller waits
  /// for it: what is written outlives this.
  Task<bool> write(std::string_view head, std::string_view body) {
    do {
      const auto part = body.substr(0, part_bytes);
      const std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(part)};
      stream_.expire_after_ms(limits().write_timeout_ms);
      const auto [error, size] = co_await asio::async_write(stream_, parts, as_value);
      if (error) co_return false;
      head = {};
      body.remove_prefix(part.size());
    } while (!body.empty());
    co_return true;
  }

  /// Between requests a connection is idle: it may wait long, and drain() may close it.
  Task<bool> await_first_byte() {
    if (buffer_.size() > 0) co_return !shared_->draining;
    connection_->idle = true;
    if (shared_->draining) co_return false;
    stream_.expire_after_ms(limits().idle_timeout_ms);
    const auto [error, size] = co_await stream_.async_read_some(buffer_.prepare(4096), as_value);
    connection_->idle = false;
    if (error) co_return false;
    buffer_.commit(size);
    co_return true;
  }

  /// Whether the connection is good for another request.
  Task<bool> serve_one(bool last) {
    end_ = {};
    end_.remote_address = connection_->remote_address;
    began_ = std::chrono::steady_clock::now();
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits().header_bytes_max));
    // Beast would end in the middle of a head that announces too much, and who asked were not
    // known.
    parser.body_limit(boost::none);
    auto request = co_await read_head(parser);
    if (!request) co_return co_await refuse(std::move(request).error());
    parser.body_limit(limits().body_bytes_max);
    if (parser.content_length().value_or(0) > limits().body_bytes_max) {
      co_return co_await refuse(explain(beast_http::error::body_limit), *request);
    }
    const auto unfinished = co_await read_body(parser, *request);
    if (unfinished) co_return co_await refuse(*unfinished, *request);
    request->body = std::move(parser.get().body());
    const bool keep = parser.keep_alive() && !last && !shared_->draining;
    auto response = co_await handle(*std::move(request));
    if (response.conversation) co_return co_await converse(parser.get(), std::move(response));
    const bool written = co_await respond(std::move(response), keep && !shared_->draining);
    co_return written&& keep && !shared_->draining;
  }

  /// Takes what was read already, as far as it belongs to what the parser waits for: most often a
  /// whole request, for which there is nothing more to wait. Whether the parser wants more.
  std::expected<bool, boost::system::error_code> take_read(Parser& parser, bool header_only) {
    parser.eager(!header_only);
    const auto is_satisfied = [&] {
      return header_only ? parser.is_header_done() : parser.is_done();
    };
    while (!is_satisfied() && buffer_.size() > 0) {
      boost::system::error_code error;
      const std::size_t size = parser.put(buffer_.data(), error);
      buffer_.consume(size);
      if (error == beast_http::error::need_more || (!error && size == 0)) return true;
      if (error) return std::unexpected(error);
    }
    return !is_satisfied();
  }

  Task<std::expected<http::Request, Stopped>> read_head(Parser& parser) {
    const auto wants_more = take_read(parser, true);
    if (!wants_more) co_return std::unexpected(explain(wants_more.error()));
    if (*wants_more) {
      stream_.expire_after_ms(limits().header_timeout_ms);
      const auto [error, size] =
          co_await beast_http::async_read_header(stream_, buffer_, parser, as_value);
      if (error) co_return std::unexpected(explain(error));
    }
    auto request = to_request(parser, *connection_);
    end_.method = request.method;
    end_.trace_id = trace_id(request.headers);
    const auto checked =
        check_request(request, {.minor_version = static_cast<int>(parser.get().version() % 10),
                                .header_lines_max = limits().header_lines_max});
    if (!checked) co_return std::unexpected(Stopped(checked.error()));
    end_.path = std::string(request.path());
    co_return request;
  }

  /// Nothing once the whole body is there; otherwise why it is not.
  Task<std::optional<Stopped>> read_body(Parser& parser, const http::Request& request) {
    if (parser.is_done()) co_return std::nullopt;
    // HTTP/1.0 knows no interim response (RFC 9110 10.1.1).
    if (request.headers.find("Expect") && parser.get().version() == 11 && buffer_.size() == 0) {
      static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      stream_.expire_after_ms(limits().body_timeout_ms);
      const auto [error, size] = co_await asio::async_write(stream_, asio::buffer(go_on), as_value);
      if (error) co_return Stopped();
    }
    const auto wants_more = take_read(parser, false);
    if (!wants_more) co_return explain(wants_more.error());
    if (!*wants_more) co_return std::nullopt;
    stream_.expire_after_ms(limits().body_timeout_ms);
    const auto [error, size] = co_await beast_http::async_read(stream_, buffer_, parser, as_value);
    if (error) co_return explain(error);
    co_return std::nullopt;
  }

  /// From here on the connection is no longer HTTP's.
  Task<bool> converse(const UpgradeRequest& request, http::Response response) {
    end_.status = response.status;
    end_.route = std::move(response.route);
    const std::string protocol(response.headers.find("Sec-WebSocket-Protocol").value_or(""));
    const auto socket = co_await accept_socket(stream_, request, protocol);
    report();
    if (!socket || shared_->draining) co_return false;
    connection_->idle = true;  // drain() need not wait for it
    try {
      co_await response.conversation(**socket);
    } catch (...) {  // whatever it is, the node goes on
      end_.fault = Error{http::handler_failed, "A conversation threw."};
    }
    if (end_.fault) report();
    (*socket)->close();
    co_return false;
  }

  Task<http::Response> handle(http::Request request) {
    std::optional<http::Response> response;
    try {
      response = co_await shared_->handler(std::move(request));
    } catch (...) {  // whatever it is, the node goes on
      response = http::problem({http::handler_failed, "A handler threw."});
    }
    co_return std::move(*response);
  }

  /// The connection ends, since nobody knows where the next request would begin.
  Task<bool> refuse(Stopped why) {
    unread_ = true;
    if (why) co_await respond(http::problem(*why), false);
    co_return false;
  }

  /// The same where the head is known: a browser is shown a page.
  Task<bool> refuse(Stopped why, const http::Request& asked) {
    if (!why || !shared_->dress) co_return co_await refuse(std::move(why));
    unread_ = true;
    co_await respond(shared_->dress(asked, http::problem(*why)), false);
    co_return false;
  }

  void report() {
    if (!shared_->on_end) return;
    const auto took = std::chrono::steady_clock::now() - began_;
    end_.duration_us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    shared_->on_end(end_);
  }

  std::shared_ptr<ServerShared> shared_;
  std::shared_ptr<Connection> connection_;
  AnyStream& stream_;
  boost::beast::flat_buffer buffer_;
  RequestEnd end_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  bool unread_ = false;
};

}  // namespace

Task<void> serve(std::shared_ptr<ServerShared> shared, std::shared_ptr<Connection> connection) {
  Session session(std::move(shared), std::move(connection));
  co_await session.run();
}

Task<void> turn_away(std::shared_ptr<ServerShared> shared, std::shared_ptr<Connection> connection) {
  auto& transport = connection->stream->transport();
  http::ProblemOptions told{.retry_after_s = 1};
  if (shared->elsewhere != nullptr) told.elsewhere = shared->elsewhere->get();
  auto busy = http::problem({http::server_busy, "There are too many connections."}, told);
  const auto text = print_head(busy, {shared->clock.now(), false}) + busy.body;
  connection->stream->expire_after_ms(shared->limits.linger_timeout_ms);
  const bool secure = co_await transport.accept_handshake();
  if (!secure) co_return;
  co_await asio::async_write(*connection->stream, asio::buffer(text), as_value);
  co_await transport.finish();
  co_await transport.discard(discard_bytes_max);
  transport.close();
}

}  // namespace waarmerk::node::net
