// Wire: the network between namespaces: it takes time, loses packets, and can be cut in two.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "tests/support/network_namespace.hpp"

namespace waarmerk::tests {

struct WireOptions {
  std::uint64_t seed = 1;
  /// One way, fixed for each pair of hosts.
  std::uint32_t latency_ms_min = 5;
  std::uint32_t latency_ms_max = 60;
  /// Of a thousand packets.
  std::uint32_t lost_per_mille = 10;
};

/// Carries packets between the cards of namespaces, of which the first has host 1, on a thread of
/// its own, until its end.
class Wire {
 public:
  Wire(const std::vector<NetworkNamespace>& hosts, const WireOptions& options);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  /// No packet passes between the first `first` hosts and the others any more; 0 for all do.
  void cut_after(std::size_t first) { cut_ = first; }
  /// What came out of the cards, with its headers.
  std::uint64_t bytes() const { return bytes_; }
  std::uint64_t lost() const { return lost_; }

 private:
  void carry(const std::vector<int>& cards, WireOptions options, std::stop_token stop);

  std::atomic<std::size_t> cut_ = 0;
  std::atomic<std::uint64_t> bytes_ = 0;
  std::atomic<std::uint64_t> lost_ = 0;
  std::jthread thread_;
};

}  // namespace waarmerk::tests
