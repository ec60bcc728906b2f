// TcpRelay: ports of one host behind which other hosts are, so that a node that talks plain HTTP on
// loopback only can be put into any network.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace waarmerk::tests {

/// One for each host, on a thread of its own. `inside` is called on that thread first: what it
/// enters there, such as a namespace, is where the ports are.
class TcpRelay {
 public:
  explicit TcpRelay(std::function<void()> inside);
  ~TcpRelay();
  TcpRelay(const TcpRelay&) = delete;
  TcpRelay& operator=(const TcpRelay&) = delete;

  /// A port of 127.0.0.1 that leads to `port()` at `address`, as it is when somebody connects; to
  /// nowhere while that is 0, and for whoever begins with anything but `greeting`.
  std::uint16_t open(std::string address, std::function<std::uint16_t()> port,
                     std::string greeting = {});

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace waarmerk::tests
