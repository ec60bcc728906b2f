#include "crypto/json/escape.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::json {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

// `size` harmless bytes with `c` at `at`.
std::string with(std::size_t size, std::size_t at, char c) {
  std::string text(size, 'x');
  text[at] = c;
  return text;
}

}  // namespace

TEST_CASE("the first character to escape is found wherever it stands") {
  for (std::size_t size = 1; size <= 3 * block_size; ++size) {
    CHECK(find_escape(std::string(size, 'x')) == size);
    for (std::size_t at = 0; at < size; ++at) {
      CHECK(find_escape(with(size, at, '"')) == at);
      CHECK(find_escape(with(size, at, '\\')) == at);
      CHECK(find_escape(with(size, at, '\0')) == at);
    }
  }
  CHECK(find_escape("") == 0);
}

TEST_CASE("every byte is escaped that must be, and no other") {
  for (int code = 0; code < 256; ++code) {
    CAPTURE(code);
    const char c = static_cast<char>(code);
    const bool escaped = code < 0x20 || c == '"' || c == '\\';
    CHECK(find_escape(std::string(1, c)) == (escaped ? 0 : 1));
  }
}

TEST_CASE("a copy stops at the first escape and ignores what lies past the text") {
  const std::string source = "0123456789abcdef0123\"\n\n\n" + std::string(block_size, '"');
  std::string to(source.size() + block_size, '-');
  CHECK(copy_until_escape(std::string_view(source).substr(0, 24), to.data()) == 20);
  CHECK(to.substr(0, 20) == source.substr(0, 20));
  CHECK(copy_until_escape(std::string_view(source).substr(0, 18), to.data()) == 18);
  CHECK(copy_until_escape(std::string_view(source).substr(0, 0), to.data()) == 0);
}

TEST_CASE("escapes have their short form where there is one") {
  CHECK(quoted("a\"b\\c\b\f\n\r\t") == R"("a\"b\\c\b\f\n\r\t")");
  CHECK(quoted(std::string_view("\0\x0B\x1F\x7F", 4)) == "\"\\u0000\\u000b\\u001f\x7F\"");
  CHECK(quoted("/ caf\xC3\xA9") == "\"/ caf\xC3\xA9\"");
  CHECK(quoted("") == "\"\"");
}

TEST_CASE("long text is quoted run by run") {
  CHECK(quoted(with(100, 50, '\n')) ==
        "\"" + std::string(50, 'x') + "\\n" + std::string(49, 'x') + "\"");
}

}  // namespace waarmerk::json
