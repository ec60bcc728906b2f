// The compact serialization: three dotted parts, split and joined (RFC 7515 section 7.1).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace waarmerk::jose {

inline constexpr ErrorCode malformed{"jose.malformed", ErrorKind::invalid};

/// Borrowed from the text that was split; still base64url.
struct CompactParts {
  std::string_view header;
  std::string_view payload;
  std::string_view signature;
};

/// Fails with jose.malformed unless there are exactly three parts. The payload may be empty.
Result<CompactParts> split_compact(std::string_view text);

std::string join_compact(const CompactParts& parts);

}  // namespace waarmerk::jose
