// Strings as JSON text: what is escaped and how (RFC 8785 3.2.2.2). For crypto/json's files alone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace waarmerk::json {

/// Where the first character stands that must be escaped: `"`, `\` or a control character;
/// `npos` if there is none.
std::size_t find_escape(std::string_view text);

/// How many bytes `put_escaped` writes.
std::size_t escaped_size(std::string_view text);

/// Writes `text` escaped, without quotes, and returns the end.
char* put_escaped(std::string_view text, char* to);

/// Appends `text` as a JSON string, with quotes.
void append_quoted(std::string& out, std::string_view text);

}  // namespace waarmerk::json
