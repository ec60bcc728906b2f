// How a text or a run of bytes can fail to be what it claims.
#pragma once

#include "crypto/base/error.hpp"

namespace waarmerk::encoding {

inline constexpr ErrorCode malformed{"encoding.malformed", ErrorKind::invalid};
inline constexpr ErrorCode too_large{"encoding.too_large", ErrorKind::invalid};

}  // namespace waarmerk::encoding
