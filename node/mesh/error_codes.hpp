// How the mesh can fail to understand what it is told.
#pragma once

#include "crypto/base/error.hpp"

namespace waarmerk::node::mesh {

inline constexpr ErrorCode unknown_feed{"mesh.unknown_feed", ErrorKind::missing};

}  // namespace waarmerk::node::mesh
