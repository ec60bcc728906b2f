#include "node/net/transport.hpp"

#include <openssl/ssl.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include "node/net/tls_context.hpp"

namespace waarmerk::node::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;

constexpr auto as_value = asio::as_tuple(asio::use_awaitable);

// One of several addresses may be dead; the others get their turn before the deadline.
constexpr auto connect_each = std::chrono::seconds(3);

Task<void> discard_from(beast::tcp_stream& stream, std::size_t bytes_max) {
  std::array<char, 4096> dropped;
  for (std::size_t total = 0; total < bytes_max;) {
    const auto [error, size] = co_await stream.async_read_some(asio::buffer(dropped), as_value);
    if (error) co_return;
    total += size;
  }
}

/// Allocator and cancellation slot stay the handler's. Beast cannot post to an erased executor, and
/// a connection has one strand anyway.
auto on_strand(const asio::any_io_executor& strand, Transport::IoHandler handler) {
  return asio::bind_executor(strand, std::move(handler));
}

class Plain final : public Transport {
 public:
  explicit Plain(beast::tcp_stream stream) : stream_(std::move(stream)) {}

  asio::any_io_executor executor() override { return stream_.get_executor(); }
  void read_some(asio::mutable_buffer buffer, IoHandler handler) override {
    stream_.async_read_some(buffer, on_strand(executor(), std::move(handler)));
  }
  void write_some(WriteBuffers buffers, IoHandler handler) override {
    stream_.async_write_some(buffers, on_strand(executor(), std::move(handler)));
  }
  Task<bool> accept_handshake() override { co_return true; }
  Task<void> finish() override {
    boost::system::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    co_return;
  }
  Task<void> discard(std::size_t bytes_max) override { return discard_from(stream_, bytes_max); }
  void close() override { stream_.close(); }
  void expire_at(Deadline deadline) override { stream_.expires_at(deadline); }

 private:
  beast::tcp_stream stream_;
};

class Tls final : public Transport {
 public:
  Tls(beast::tcp_stream stream, std::shared_ptr<TlsContext> context)
      : context_(std::move(context)), stream_(std::move(stream), context_->ssl) {}

  asio::any_io_executor executor() override { return stream_.get_executor(); }
  void read_some(asio::mutable_buffer buffer, IoHandler handler) override {
    stream_.async_read_some(buffer, on_strand(executor(), std::move(handler)));
  }
  void write_some(WriteBuffers buffers, IoHandler handler) override {
    stream_.async_write_some(buffers, on_strand(executor(), std::move(handler)));
  }
  Task<bool> accept_handshake() override {
    const auto error = co_await handshake(asio::ssl::stream_base::server);
    co_return !error;
  }
  Task<void> finish() override { co_await stream_.async_shutdown(as_value); }
  Task<void> discard(std::size_t bytes_max) override { return discard_from(lowest(), bytes_max); }
  void close() override { lowest().close(); }
  void expire_at(Deadline deadline) override { lowest().expires_at(deadline); }
  std::optional<ByteArray<32>> exporter() override {
    constexpr std::string_view label = "EXPORTER-bot-1";
    SSL* ssl = stream_.native_handle();
    ByteArray<32> bytes;
    const bool made = SSL_version(ssl) == TLS1_3_VERSION &&
                      SSL_export_keying_material(ssl, bytes.data(), bytes.size(), label.data(),
                                                 label.size(), nullptr, 0, 0) == 1;
    return made ? std::optional(bytes) : std::nullopt;
  }

  /// The certificate must name `host`, which is also what we ask for (RFC 6066 3).
  void expect_host(const std::string& host) {
    boost::system::error_code not_an_address;
    asio::ip::make_address(host, not_an_address);
    if (not_an_address) SSL_set_tlsext_host_name(stream_.native_handle(), host.c_str());
    stream_.set_verify_callback(asio::ssl::host_name_verification(host));
  }

  Task<boost::system::error_code> handshake(asio::ssl::stream_base::handshake_type type) {
    const auto [error] = co_await stream_.async_handshake(type, as_value);
    co_return error;
  }

 private:
  beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }

  std::shared_ptr<TlsContext> context_;
  beast::ssl_stream<beast::tcp_stream> stream_;
};

Task<boost::system::error_code> connect(beast::tcp_stream& stream, const DialOptions& options) {
  boost::system::error_code last = asio::error::host_not_found;
  for (const auto& endpoint : options.endpoints) {
    stream.expires_at(std::min(options.deadline, std::chrono::steady_clock::now() + connect_each));
    const auto [error] = co_await stream.async_connect(endpoint, as_value);
    last = error;
    if (!error || std::chrono::steady_clock::now() >= options.deadline) break;
    stream.close();
  }
  if (!last) stream.expires_at(options.deadline);
  co_return last;
}

}  // namespace

std::unique_ptr<AnyStream> accepted(tcp::socket socket, std::shared_ptr<TlsContext> tls) {
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  beast::tcp_stream stream(std::move(socket));
  if (!tls) return std::make_unique<AnyStream>(std::make_unique<Plain>(std::move(stream)));
  return std::make_unique<AnyStream>(std::make_unique<Tls>(std::move(stream), std::move(tls)));
}

Task<std::expected<std::unique_ptr<AnyStream>, boost::system::error_code>> dial(
    DialOptions options) {
  beast::tcp_stream stream(co_await asio::this_coro::executor);
  const auto not_connected = co_await connect(stream, options);
  if (not_connected) co_return std::unexpected(not_connected);
  boost::system::error_code ignored;
  stream.socket().set_option(tcp::no_delay(true), ignored);
  if (!options.tls) {
    co_return std::make_unique<AnyStream>(std::make_unique<Plain>(std::move(stream)));
  }
  auto transport = std::make_unique<Tls>(std::move(stream), options.tls);
  transport->expect_host(options.host);
  const auto not_trusted = co_await transport->handshake(asio::ssl::stream_base::client);
  if (not_trusted) co_return std::unexpected(not_trusted);
  co_return std::make_unique<AnyStream>(std::move(transport));
}

}  // namespace waarmerk::node::net
