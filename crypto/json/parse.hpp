// Strict JSON text to a Document (RFC 8259, I-JSON's rule on names).
#pragma once

#include <cstddef>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::json {

inline constexpr ErrorCode malformed{"json.malformed", ErrorKind::invalid};
inline constexpr ErrorCode duplicate_name{"json.duplicate_name", ErrorKind::invalid};
inline constexpr ErrorCode too_deep{"json.too_deep", ErrorKind::invalid};
inline constexpr ErrorCode too_large{"json.too_large", ErrorKind::invalid};

/// What a text may be. More than 32 MiB or 1,000 levels is refused whatever these say.
struct Limits {
  std::size_t bytes_max = 4 << 20;
  std::size_t depth_max = 64;
};

/// Fails with json.malformed (also for text that is not UTF-8, a lone surrogate, a number that no
/// double can hold), json.duplicate_name, json.too_deep or json.too_large.
Result<Document> parse(std::string_view text, const Limits& limits = {});

}  // namespace waarmerk::json
