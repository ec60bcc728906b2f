// ServiceManager: tells systemd how the node is (sd_notify(3)).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "node/ops/config.hpp"

namespace waarmerk::node::ops {

/// Says nothing where nobody listens. Each call answers whether it was heard.
class ServiceManager {
 public:
  /// `socket` is a path, or a name in the abstract namespace after `@`; empty for nobody.
  explicit ServiceManager(std::string socket) : socket_(std::move(socket)) {}
  /// By `$NOTIFY_SOCKET`.
  explicit ServiceManager(const Environment& environment);

  bool ready() const;
  bool stopping() const;
  /// Followed by ready() when done. `monotonic_us` is CLOCK_MONOTONIC's now, as
  /// `Type=notify-reload` asks.
  bool reloading(std::int64_t monotonic_us) const;
  /// One line for `systemctl status`.
  bool status(std::string_view line) const;

 private:
  bool send(std::string_view state) const;

  std::string socket_;
};

}  // namespace waarmerk::node::ops
