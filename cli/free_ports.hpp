// Free ports of this machine, for nodes that must know their own address before they listen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::cli {

inline constexpr ErrorCode no_free_port{"cli.no_free_port", ErrorKind::unavailable};

/// `count` neighbours on which nobody listens now, neither on 127.0.0.1 nor on ::1. They lie below
/// the range from which the system gives ports to outgoing connections, so that none of those takes
/// one before its owner listens. Fails with cli.no_free_port.
Result<std::vector<std::uint16_t>> find_free_ports(std::size_t count, Random& random);

}  // namespace waarmerk::cli
