// What must be known of JSON text that the parser does not tell. For crypto/json's files alone.
#pragma once

#include <string>
#include <string_view>

namespace waarmerk::json {

/// Whether an escape names half of a surrogate pair without the other half beside it. `text` is
/// JSON but for that.
bool has_lone_surrogate(std::string_view text);

/// `text` with `e0` after each integer that 64 bits cannot hold, so that it is read as a double.
/// Text that is not JSON stays wrong.
std::string widen_integers(std::string_view text);

}  // namespace waarmerk::json
