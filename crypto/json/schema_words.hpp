// The patterns and formats that a Schema knows, each decided by one walk over the text.
//
// No engine for regular expressions: those of schemas that we did not write could be made to take
// exponential time, and those of the schemas that we check by are a handful.
#pragma once

#include <optional>
#include <string_view>

namespace waarmerk::json {

using TextTest = bool (*)(std::string_view text);

/// What decides whether a text matches `pattern`, by its exact text.
std::optional<TextTest> find_pattern(std::string_view pattern);

/// `date-time` (RFC 3339) and `date`.
std::optional<TextTest> find_format(std::string_view format);

}  // namespace waarmerk::json
