#include "node/net/http_server.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <mutex>
#include <utility>
#include <vector>

#include "node/http/rate_limit.hpp"
#include "node/net/http_session.hpp"
#include "node/net/seats.hpp"
#include "node/net/timer.hpp"
#include "node/net/transport.hpp"

namespace waarmerk::node::net {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

constexpr auto as_value = asio::as_tuple(asio::use_awaitable);
// How many that found no seat may be told so at one time; the rest are closed without a word.
constexpr std::size_t turned_away_max = 32;
constexpr std::int64_t drain_poll_ms = 5;
constexpr std::int64_t accept_pause_ms = 50;

/// An IPv4 caller on an IPv6 socket is an IPv4 caller.
asio::ip::address plain_address(const tcp::socket& socket) {
  boost::system::error_code error;
  const auto address = socket.remote_endpoint(error).address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  return address;
}

/// Gives a seat back when the connection's coroutine ends, however it ends.
class Seated {
 public:
  Seated(std::shared_ptr<Seats> seats, std::string address)
      : seats_(std::move(seats)), address_(std::move(address)) {}
  Seated(Seated&&) = default;
  ~Seated() {
    if (seats_) seats_->leave(address_);
  }

 private:
  std::shared_ptr<Seats> seats_;
  std::string address_;
};

Task<void> serve_seated(std::shared_ptr<ServerShared> shared,
                        std::shared_ptr<Connection> connection, Seated) {
  co_await serve(std::move(shared), std::move(connection));
}

Task<void> turn_away_seated(std::shared_ptr<ServerShared> shared,
                            std::shared_ptr<Connection> connection, Seated) {
  co_await turn_away(std::move(shared), std::move(connection));
}

}  // namespace

struct HttpServer::Parts : std::enable_shared_from_this<HttpServer::Parts> {
  Parts(const Runtime& on, const Clock& clock, ServerOptions options, http::Handler handler)
      : runtime(on),
        acceptor(on.executor()),
        tls(options.tls),
        shared(std::make_shared<ServerShared>(options.limits, std::move(options.on_end),
                                              std::move(handler), clock, options.elsewhere,
                                              std::move(options.dress))),
        seats(std::make_shared<Seats>(Seats::Limits{options.limits.connections_max,
                                                    options.limits.connections_per_address_max})),
        stools(std::make_shared<Seats>(Seats::Limits{turned_away_max, turned_away_max})) {}

  boost::system::error_code open(const std::string& address, std::uint16_t at_port);
  void admit(tcp::socket socket);
  void remember(const std::shared_ptr<Connection>& connection);
  void close_all(bool only_idle);

  const Runtime& runtime;
  tcp::acceptor acceptor;
  const ServerTls* tls;
  std::shared_ptr<ServerShared> shared;
  std::shared_ptr<Seats> seats;
  std::shared_ptr<Seats> stools;
  std::uint16_t port = 0;
  std::mutex mutex;
  std::vector<std::weak_ptr<Connection>> connections;
};

boost::system::error_code HttpServer::Parts::open(const std::string& address,
                                                  std::uint16_t at_port) {
  boost::system::error_code error;
  const tcp::endpoint endpoint(asio::ip::make_address(address, error), at_port);
  if (error) return error;
  acceptor.open(endpoint.protocol(), error);
  if (error) return error;
  acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (endpoint.address().is_v6()) {
    acceptor.set_option(asio::ip::v6_only(!endpoint.address().is_unspecified()), error);
  }
  acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (!error) port = acceptor.local_endpoint(error).port();
  return error;
}

void HttpServer::Parts::remember(const std::shared_ptr<Connection>& connection) {
  const std::scoped_lock lock(mutex);
  if (connections.size() >= 2 * seats->taken() + 64) {
    std::erase_if(connections, [](const auto& known) { return known.expired(); });
  }
  connections.push_back(connection);
}

void HttpServer::Parts::close_all(bool only_idle) {
  const std::scoped_lock lock(mutex);
  for (const auto& known : connections) {
    const auto connection = known.lock();
    if (!connection) continue;
    asio::post(connection->stream->get_executor(), [connection, only_idle] {
      if (!only_idle || connection->idle) connection->stream->transport().close();
    });
  }
}

void HttpServer::Parts::admit(tcp::socket socket) {
  const auto address = plain_address(socket);
  const auto executor = socket.get_executor();
  const auto caller = http::rate_key(address.to_string());
  const bool seated = seats->take(caller);
  if (!seated && !stools->take({})) return;
  const auto connection =
      std::make_shared<Connection>(accepted(std::move(socket), tls ? tls->context() : nullptr),
                                   address.to_string(), address.is_loopback());
  remember(connection);
  if (seated) {
    spawn(executor, serve_seated(shared, connection, Seated(seats, caller)));
  } else {
    spawn(executor, turn_away_seated(shared, connection, Seated(stools, {})));
  }
}

namespace {

/// Until the acceptor is closed.
template <class Parts>
Task<void> accept_all(std::shared_ptr<Parts> parts) {
  while (parts->acceptor.is_open()) {
    const Executor executor = parts->runtime.next_executor();
    auto [error, socket] = co_await parts->acceptor.async_accept(executor, as_value);
    if (error == asio::error::operation_aborted) co_return;
    if (!error) {
      parts->admit(std::move(socket));
    } else {
      co_await sleep_ms(accept_pause_ms);  // no file descriptors left, most likely
    }
  }
}

}  // namespace

HttpServer::HttpServer(std::shared_ptr<Parts> parts) : parts_(std::move(parts)) {}

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const Runtime& runtime, const Clock& clock,
                                                       ServerOptions options,
                                                       http::Handler handler) {
  const auto address = options.address;
  const auto port = options.port;
  auto parts = std::make_shared<Parts>(runtime, clock, std::move(options), std::move(handler));
  if (const auto error = parts->open(address, port)) {
    return fail(cannot_listen, "Cannot listen on " + address + " port " + std::to_string(port) +
                                   ": " + error.message() + ".");
  }
  spawn(parts->acceptor.get_executor(), accept_all(parts));
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(parts)));
}

HttpServer::~HttpServer() {
  parts_->shared->draining = true;
  asio::post(parts_->acceptor.get_executor(), [parts = parts_] {
    boost::system::error_code ignored;
    parts->acceptor.close(ignored);
    parts->close_all(false);
  });
}

std::uint16_t HttpServer::port() const { return parts_->port; }

std::size_t HttpServer::connections() const { return parts_->seats->taken(); }

Task<std::size_t> HttpServer::drain() {
  const auto parts = parts_;
  parts->shared->draining = true;
  asio::post(parts->acceptor.get_executor(), [parts] {
    boost::system::error_code ignored;
    parts->acceptor.close(ignored);
    parts->close_all(true);
  });
  const auto limit_ms = parts->shared->limits.drain_timeout_ms;
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(limit_ms);
  while (parts->seats->taken() > 0 && std::chrono::steady_clock::now() < until) {
    co_await sleep_ms(drain_poll_ms);
  }
  const auto left = parts->seats->taken();
  parts->close_all(false);
  co_return left;
}

}  // namespace waarmerk::node::net
