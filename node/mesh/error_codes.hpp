// How the mesh can fail to understand what it is told, and what is more than it takes.
#pragma once

#include "crypto/base/error.hpp"

namespace waarmerk::node::mesh {

inline constexpr ErrorCode unknown_feed{"mesh.unknown_feed", ErrorKind::missing};
inline constexpr ErrorCode too_many_strangers{"mesh.too_many_strangers", ErrorKind::exhausted};

}  // namespace waarmerk::node::mesh
