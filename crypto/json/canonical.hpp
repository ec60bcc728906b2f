// JCS: the one canonical text of a JSON value (RFC 8785).
//
// Two parties that hold equal values get equal bytes, so the bytes can be hashed and signed.
// Object members are sorted by UTF-16 code units; numbers are printed as ECMAScript prints them.
#pragma once

#include <string>
#include <string_view>

#include "crypto/json/document.hpp"

namespace waarmerk::json {

/// The canonical UTF-8 text. Total: every Value has exactly one canonical form.
std::string canonical(Value value);

/// The canonical text of an object as if it had no member `name` at its top, appended to `out`,
/// which a caller may reuse.
void canonical_without(Value object, std::string_view name, std::string& out);

}  // namespace waarmerk::json
