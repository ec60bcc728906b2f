// RawClient: bytes to a server on loopback and bytes back, so that a test can break HTTP's rules.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace waarmerk::tests {

/// Blocking, with a few seconds of patience, after which reading gives what there is.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// False once the server has closed.
  bool send(std::string_view bytes);
  void end_sending();
  /// Until the server closes.
  std::string read_all();
  /// Until `text` has come, or the server closes.
  std::string read_until(std::string_view text);
  /// One response with a Content-Length.
  std::string read_response();

 private:
  bool read_some();

  int socket_;
  std::string got_;
};

/// Sends `bytes` and reads until the server closes.
std::string exchange(std::uint16_t port, std::string_view bytes);

/// `GET target` with `Connection: close`.
std::string get(std::uint16_t port, std::string_view target = "/");

}  // namespace waarmerk::tests
