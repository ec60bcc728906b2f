// A copy of an object with one member set or gone. The original stays as it was.
//
// Both fail with json.wrong_type if it is no object, and as parse() does at its usual limits.
#pragma once

#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::json {

/// `object` with the member `name` being `member`: in its old place, or at the end.
Result<Document> with_member(Value object, std::string_view name, Value member);

/// `object` without the member `name`; a plain copy if it has none.
Result<Document> without_member(Value object, std::string_view name);

}  // namespace waarmerk::json
