#include "node/net/web_socket.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <boost/beast/websocket/teardown.hpp>
#include <chrono>
#include <utility>

namespace waarmerk::node::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;

// Beast finds these three by the type of the stream that it runs on.

void beast_close_socket(AnyStream& stream) { stream.transport().close(); }

void teardown(beast::role_type /*role*/, AnyStream& stream, boost::system::error_code& error) {
  stream.transport().close();
  error = {};
}

template <class Handler>
void async_teardown(beast::role_type /*role*/, AnyStream& stream, Handler&& handler) {
  stream.transport().close();
  asio::post(stream.get_executor(), [handler = std::forward<Handler>(handler)]() mutable {
    handler(boost::system::error_code{});
  });
}

namespace {

constexpr auto as_value = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::seconds opening_max{10};
constexpr std::chrono::seconds silence_max{50};  // a ping goes out after half of it

using Stream = websocket::stream<AnyStream&, false>;

websocket::stream_base::timeout patience() {
  return {.handshake_timeout = opening_max, .idle_timeout = silence_max, .keep_alive_pings = true};
}

class WebSocket final : public Socket {
 public:
  explicit WebSocket(AnyStream& stream) : stream_(stream), socket_(stream) { prepare(); }
  explicit WebSocket(std::unique_ptr<AnyStream> stream)
      : own_(std::move(stream)), stream_(*own_), socket_(stream_) {
    prepare();
  }

  Stream& socket() { return socket_; }

  Task<Result<Bytes>> receive() override {
    beast::flat_buffer buffer(message_bytes_max);
    const auto [error, size] = co_await socket_.async_read(buffer, as_value);
    if (error == websocket::error::message_too_big || error == websocket::error::buffer_overflow) {
      co_return fail(bad_message, "A message is longer than it may be.");
    }
    if (error) co_return fail(socket_closed, error.message());
    if (!socket_.got_binary()) co_return fail(bad_message, "A message is text.");
    const auto* begin = static_cast<const std::uint8_t*>(buffer.data().data());
    co_return Bytes(begin, begin + size);
  }

  Task<Result<void>> send(Bytes message) override {
    const auto [error, size] = co_await socket_.async_write(asio::buffer(message), as_value);
    if (error) co_return fail(socket_closed, error.message());
    co_return Result<void>();
  }

  void close() override { stream_.transport().close(); }

  void expire_after_ms(int ms) override {
    if (ms > 0) return stream_.expire_after_ms(ms);
    stream_.transport().expire_at(Transport::Deadline::max());  // the socket has its own patience
  }

  std::optional<ByteArray<32>> exporter() override { return stream_.transport().exporter(); }

 private:
  void prepare() {
    expire_after_ms(0);
    socket_.set_option(patience());
    socket_.binary(true);
    socket_.auto_fragment(false);
    socket_.read_message_max(message_bytes_max);
  }

  std::unique_ptr<AnyStream> own_;
  AnyStream& stream_;
  Stream socket_;
};

}  // namespace

Task<Result<std::unique_ptr<Socket>>> accept_socket(AnyStream& stream,
                                                    const UpgradeRequest& request,
                                                    std::string protocol) {
  auto socket = std::make_unique<WebSocket>(stream);
  socket->socket().set_option(
      websocket::stream_base::decorator([protocol](websocket::response_type& response) {
        response.set(beast::http::field::sec_websocket_protocol, protocol);
      }));
  const auto [error] = co_await socket->socket().async_accept(request, as_value);
  if (error) co_return fail(socket_closed, error.message());
  co_return socket;
}

Task<Result<std::unique_ptr<Socket>>> open_socket(std::unique_ptr<AnyStream> stream,
                                                  SocketTarget target) {
  auto socket = std::make_unique<WebSocket>(std::move(stream));
  socket->socket().set_option(
      websocket::stream_base::decorator([&target](websocket::request_type& request) {
        request.set(beast::http::field::sec_websocket_protocol, target.protocol);
        request.set(beast::http::field::user_agent, "waarmerk");
      }));
  websocket::response_type response;
  const auto [error] = co_await socket->socket().async_handshake(response, target.authority,
                                                                 target.target, as_value);
  if (error) co_return fail(socket_refused, error.message());
  const auto chosen = response[beast::http::field::sec_websocket_protocol];
  if (std::string_view(chosen.data(), chosen.size()) != target.protocol) {
    co_return fail(socket_refused, "The other side speaks another protocol.");
  }
  co_return socket;
}

}  // namespace waarmerk::node::net
