// Integers past 64 bits, which JSON allows and simdjson does not. For crypto/json's files alone.
#pragma once

#include <string>
#include <string_view>

namespace waarmerk::json {

/// `text` with `e0` after each integer that 64 bits cannot hold, so that it is read as a double.
/// Text that is not JSON stays wrong.
std::string widen_integers(std::string_view text);

}  // namespace waarmerk::json
