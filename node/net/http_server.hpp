// HttpServer: accepts, bounds and drains HTTP/1.1 connections, plain or TLS.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "crypto/base/clock.hpp"
#include "crypto/base/result.hpp"
#include "node/http/dress.hpp"
#include "node/http/elsewhere.hpp"
#include "node/http/handler.hpp"
#include "node/net/runtime.hpp"
#include "node/net/tls.hpp"

namespace waarmerk::node::net {

inline constexpr ErrorCode cannot_listen{"net.cannot_listen", ErrorKind::unavailable};

struct ServerLimits {
  std::size_t header_bytes_max = 16 << 10;
  std::size_t header_lines_max = 100;
  std::size_t body_bytes_max = 4 << 20;
  std::size_t connections_max = 1000;
  std::size_t connections_per_address_max = 100;
  std::size_t requests_per_connection_max = 1000;
  int header_timeout_ms = 10'000;  ///< from a request's first byte to the end of its header
  int body_timeout_ms = 30'000;    ///< for the whole body
  int write_timeout_ms = 30'000;   ///< for the whole response
  int idle_timeout_ms = 60'000;    ///< between two requests
  int linger_timeout_ms = 1'000;   ///< for the peer to take note that we close
  int drain_timeout_ms = 10'000;   ///< for running requests once drain() was called
};

/// One request as it ended. It holds no query, header or body; `path` is as it came.
struct RequestEnd {
  std::string method;
  std::string path;
  std::string route;  ///< the pattern that answered; empty where none did
  std::string remote_address;
  std::string trace_id;  ///< of a `traceparent` (W3C Trace Context), or empty
  int status = 0;
  std::int64_t duration_us = 0;
  std::size_t body_bytes = 0;       ///< of the response
  std::optional<Error> fault = {};  ///< what failed inside
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0 for any that is free
  ServerLimits limits = {};
  /// Plain where there is none. Must outlive the connections.
  const ServerTls* tls = nullptr;
  std::function<void(const RequestEnd&)> on_end = {};  ///< called on any thread
  /// Who else may be asked by those who find no place. Must outlive the connections.
  const http::Elsewhere* elsewhere = nullptr;
  /// What is made of a refusal before there is a whole request to handle; may be none.
  http::Dress dress = {};
};

/// Connections take the threads of the runtime in turn, and each stays on its own. Ending an
/// HttpServer closes what it has open; the runtime outlives it.
class HttpServer {
 public:
  /// Fails with net.cannot_listen.
  static Result<std::unique_ptr<HttpServer>> listen(const Runtime& runtime, const Clock& clock,
                                                    ServerOptions options, http::Handler handler);
  ~HttpServer();

  std::uint16_t port() const;
  std::size_t connections() const;

  /// Stops accepting, closes idle connections, lets running requests finish, and ends when the last
  /// is done or after `drain_timeout_ms`, with the number of connections that were cut off.
  Task<std::size_t> drain();

 private:
  struct Parts;
  explicit HttpServer(std::shared_ptr<Parts> parts);

  std::shared_ptr<Parts> parts_;
};

}  // namespace waarmerk::node::net
