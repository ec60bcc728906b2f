// Strings as JSON text: what is escaped and how (RFC 8785 3.2.2.2). For crypto/json's files alone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace waarmerk::json {

/// Text is looked at in blocks of so many bytes.
inline constexpr std::size_t block_size = 16;

/// The longest escape, `\u001f`.
inline constexpr std::size_t escape_size_max = 6;

/// Where the first character stands that must be escaped: `"`, `\` or a control character; the
/// size if there is none.
std::size_t find_escape(std::string_view text);

/// As find_escape, and copies what stands before it to `to`, in whole blocks: up to `block_size`
/// bytes past the end of `text` are read, and past what was copied are written.
std::size_t copy_until_escape(std::string_view text, char* to);

/// Writes the escape of one character and returns the end.
char* put_escape(char c, char* to);

/// Appends `text` as a JSON string, with quotes.
void append_quoted(std::string& out, std::string_view text);

}  // namespace waarmerk::json
