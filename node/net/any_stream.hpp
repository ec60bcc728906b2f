// AnyStream: one type for a TCP and a TLS connection, so that HTTP is instantiated once.
//
// Handlers travel as any_completion_handler, which keeps their executor, allocator and cancellation
// slot. For the .cpp files of this folder only.
#pragma once

#include <array>
#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

#include "crypto/base/bytes.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::net {

/// At most eight buffers, the last of which may be empty: what one write hands to the system.
using WriteBuffers = std::array<boost::asio::const_buffer, 8>;

/// What AnyStream erases. One read and one write at a time, on the stream's strand.
class Transport {
 public:
  using IoHandler =
      boost::asio::any_completion_handler<void(boost::system::error_code, std::size_t)>;
  using Deadline = std::chrono::steady_clock::time_point;

  virtual ~Transport() = default;
  virtual boost::asio::any_io_executor executor() = 0;
  virtual void read_some(boost::asio::mutable_buffer buffer, IoHandler handler) = 0;
  virtual void write_some(WriteBuffers buffers, IoHandler handler) = 0;
  /// The server's side of TLS, before anything is read; done at once where there is none.
  virtual Task<bool> accept_handshake() = 0;
  /// Says that nothing more will be sent (TLS: close_notify), and waits for the peer to agree.
  virtual Task<void> finish() = 0;
  /// Reads and drops up to `bytes_max`, so that closing does not cut off what we sent.
  virtual Task<void> discard(std::size_t bytes_max) = 0;
  virtual void close() = 0;
  /// What both ends of this connection's TLS alone know (RFC 5705), where it ends here.
  virtual std::optional<ByteArray<32>> exporter() { return std::nullopt; }
  /// Whatever waits or will wait fails at `deadline`, and the connection is closed then.
  virtual void expire_at(Deadline deadline) = 0;
};

/// Beast's AsyncStream over a Transport.
class AnyStream {
 public:
  using executor_type = boost::asio::any_io_executor;

  explicit AnyStream(std::unique_ptr<Transport> transport) : transport_(std::move(transport)) {}

  executor_type get_executor() { return transport_->executor(); }
  Transport& transport() { return *transport_; }
  void expire_after_ms(int ms) {
    transport_->expire_at(std::chrono::steady_clock::now() + std::chrono::milliseconds(ms));
  }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
        [](auto handler, Transport* transport, boost::asio::mutable_buffer first) {
          transport->read_some(first, Transport::IoHandler(std::move(handler)));
        },
        token, transport_.get(), first_of(buffers));
  }

  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
        [](auto handler, Transport* transport, WriteBuffers some) {
          transport->write_some(some, Transport::IoHandler(std::move(handler)));
        },
        token, transport_.get(), some_of(buffers));
  }

 private:
  template <class Buffers>
  static boost::asio::mutable_buffer first_of(const Buffers& buffers) {
    for (auto it = boost::asio::buffer_sequence_begin(buffers);
         it != boost::asio::buffer_sequence_end(buffers); ++it) {
      const boost::asio::mutable_buffer buffer(*it);
      if (buffer.size() > 0) return buffer;
    }
    return {};
  }

  template <class Buffers>
  static WriteBuffers some_of(const Buffers& buffers) {
    WriteBuffers some;
    std::size_t count = 0;
    for (auto it = boost::asio::buffer_sequence_begin(buffers);
         it != boost::asio::buffer_sequence_end(buffers) && count < some.size(); ++it) {
      const boost::asio::const_buffer buffer(*it);
      if (buffer.size() > 0) some[count++] = buffer;
    }
    return some;
  }

  std::unique_ptr<Transport> transport_;
};

}  // namespace waarmerk::node::net
