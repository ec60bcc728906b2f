// Opening one more status list, from which the next badges draw their places.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "crypto/base/result.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode too_many_lists{"status.too_many_lists", ErrorKind::exhausted};

/// How many lists a node has before it opens no more of them because somebody asks for it. It still
/// opens what its own badges need.
inline constexpr std::size_t lists_max = 1'000;

/// The number of the new list, which is signed, published on our feed and on disk. Fails with
/// status.unsupported for another purpose than revocation and suspension, with
/// status.too_many_lists, or as publishing does.
Task<Result<std::uint32_t>> open_status_list(Ports& ports, std::string purpose);

}  // namespace waarmerk::node::actions
