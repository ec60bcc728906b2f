// Socket: a conversation in whole messages, such as a WebSocket is.
#pragma once

#include <memory>
#include <optional>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node {

inline constexpr ErrorCode socket_closed{"socket.closed", ErrorKind::unavailable};
inline constexpr ErrorCode socket_refused{"socket.refused", ErrorKind::unavailable};
inline constexpr ErrorCode bad_message{"socket.bad_message", ErrorKind::invalid};

/// The longest message.
inline constexpr std::size_t message_bytes_max = 1 << 20;

/// To be used on the executor on which it was opened. One receive and one send at a time.
class Socket {
 public:
  virtual ~Socket() = default;

  /// The next message. Fails with socket.closed, and with socket.bad_message for one that is too
  /// long or is text; then the socket is of no more use.
  virtual Task<Result<Bytes>> receive() = 0;
  /// Fails with socket.closed.
  virtual Task<Result<void>> send(Bytes message) = 0;
  /// Ends it: whatever waits fails with socket.closed.
  virtual void close() = 0;
  /// What begins to wait from now on fails with socket.closed when the time is over, and the socket
  /// with it; 0 takes that limit away. At first there is none.
  virtual void expire_after_ms(int ms) = 0;
  /// What both ends of its TLS alone know, under the label "EXPORTER-bot-1" (RFC 5705); nothing
  /// where TLS does not end here, or is older than 1.3.
  virtual std::optional<ByteArray<32>> exporter() = 0;
};

}  // namespace waarmerk::node
