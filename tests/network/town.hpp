// Town: many nodes, each a process on a host of its own, with a network between them that is far,
// lossy and can be cut.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "crypto/base/random.hpp"
#include "tests/support/network_namespace.hpp"
#include "tests/support/tcp_relay.hpp"
#include "tests/support/trial_node.hpp"
#include "tests/support/wire.hpp"

namespace waarmerk::tests {

/// Where the system refuses namespaces, all hosts are this machine: then there is no distance and
/// no loss, and `why_near` says so.
class Town {
 public:
  Town(std::size_t nodes, WireOptions options);
  ~Town();

  std::size_t size() const { return nodes_.size(); }
  /// Calls `deed` with a node, on its host.
  template <class Deed>
  auto at(std::size_t place, Deed deed) {
    const auto here = hosts_.empty() ? nullptr : std::make_unique<Inside>(hosts_[place]);
    return deed(*nodes_[place]);
  }
  /// Nothing passes between the first `first` nodes and the others any more; 0 for all does.
  void cut_after(std::size_t first);
  /// What was sent between the hosts, if that is known.
  std::uint64_t bytes() const { return wire_ ? wire_->bytes() : 0; }
  std::uint64_t lost() const { return wire_ ? wire_->lost() : 0; }
  const std::string& why_near() const { return why_near_; }

 private:
  void open_hosts(std::size_t count, const WireOptions& options);
  std::vector<std::string> neighbours_of(std::size_t place, Random& random);
  std::string road(std::size_t from, std::size_t to);

  std::string why_near_;
  std::vector<NetworkNamespace> hosts_;
  std::unique_ptr<Wire> wire_;
  std::atomic<std::size_t> cut_ = 0;
  std::unique_ptr<std::atomic<std::uint16_t>[]> ports_;
  std::size_t count_;
  std::vector<std::unique_ptr<TcpRelay>> relays_;
  std::vector<std::unique_ptr<TrialNode>> nodes_;
};

}  // namespace waarmerk::tests
