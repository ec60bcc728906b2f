#include "crypto/json/schema_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "crypto/base/time.hpp"

namespace waarmerk::json {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_base64url(char c) {
  return is_lower(c) || is_upper(c) || is_digit(c) || c == '-' || c == '_';
}

/// The bar is a character like any other between the brackets of the published pattern.
bool is_word_character(char c) { return is_base64url(c) || c == '.' || c == '|'; }

using CharacterTest = bool (*)(char);

bool is_run(std::string_view text, std::size_t count, CharacterTest test) {
  return text.size() == count && std::ranges::all_of(text, test);
}

/// The text up to the first hyphen, which is taken off what is left.
std::string_view next_tag(std::string_view& rest) {
  const auto at = std::min(rest.find('-'), rest.size());
  const auto tag = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return tag;
}

/// `nl`, `nl-BE`.
bool is_short_language(std::string_view text) {
  if (text.size() == 5)
    return text[2] == '-' && is_run(text.substr(3), 2, is_upper) &&
           is_run(text.substr(0, 2), 2, is_lower);
  return is_run(text, 2, is_lower);
}

/// `nl`, `zh-Hant`, `sr-Latn-RS`, `es-419`.
bool is_language(std::string_view text) {
  if (text.ends_with('-')) return false;
  auto rest = text;
  const auto primary = next_tag(rest);
  if (primary.size() < 2 || primary.size() > 4 || !std::ranges::all_of(primary, is_lower)) {
    return false;
  }
  if (rest.size() >= 4 && is_upper(rest.front()) && is_run(rest.substr(1, 3), 3, is_lower)) {
    if (next_tag(rest).size() != 4) return false;
  }
  return rest.empty() || is_run(rest, 2, is_upper) || is_run(rest, 3, is_digit);
}

/// Three parts, of which the middle one may be empty.
bool is_compact(std::string_view text) {
  const auto first = text.find('.');
  const auto last = text.rfind('.');
  if (first == std::string_view::npos || first == last) return false;
  if (first == 0 || last + 1 == text.size()) return false;
  const auto is_part = [](std::string_view part) {
    return std::ranges::all_of(part, is_base64url);
  };
  return is_part(text.substr(0, first)) && is_part(text.substr(first + 1, last - first - 1)) &&
         is_part(text.substr(last + 1));
}

/// `ext:` and a character of a word anywhere: the published pattern is not anchored.
bool has_extension(std::string_view text) {
  constexpr std::string_view start = "ext:";
  for (auto at = text.find(start); at != std::string_view::npos; at = text.find(start, at + 1)) {
    if (at + start.size() < text.size() && is_word_character(text[at + start.size()])) return true;
  }
  return false;
}

bool is_badge_context(std::string_view text) {
  constexpr std::string_view start = "https://purl.imsglobal.org/spec/ob/v3p0/context";
  constexpr std::string_view end = ".json";
  if (text.size() < start.size() + end.size() || !text.starts_with(start) || !text.ends_with(end)) {
    return false;
  }
  auto version = text.substr(start.size(), text.size() - start.size() - end.size());
  for (; !version.empty(); version.remove_prefix(6)) {
    const bool is_version = version.size() >= 6 && version.starts_with("-3.") &&
                            is_digit(version[3]) && version[4] == '.' && is_digit(version[5]);
    if (!is_version) return false;
  }
  return true;
}

/// That of RFC 3339, in which no hour is the 24th (JSON Schema 2020-12 7.3.1).
bool is_date_time(std::string_view text) {
  return parse_time(text).has_value() && text.substr(10 + 1, 2) != "24";
}

bool is_date(std::string_view text) {
  return text.size() == 10 && parse_time(std::string(text) + "T00:00:00Z").has_value();
}

using Row = std::pair<std::string_view, TextTest>;

constexpr auto patterns = std::to_array<Row>({
    {"^[a-z]{2}(-[A-Z]{2})?$", is_short_language},
    {"^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", is_language},
    {"^[a-zA-Z0-9_-]+\\.[a-zA-Z0-9_-]*\\.[a-zA-Z0-9_-]+$", is_compact},
    {"(ext:)[a-z|A-Z|0-9|.|-|_]+", has_extension},
    {"^https:\\/\\/purl\\.imsglobal\\.org\\/spec\\/ob\\/v3p0\\/context(-3\\.\\d\\.\\d)*\\.json$",
     is_badge_context},
});

constexpr auto formats = std::to_array<Row>({{"date-time", is_date_time}, {"date", is_date}});

std::optional<TextTest> find_row(const auto& rows, std::string_view name) {
  const auto found = std::ranges::find(rows, name, &Row::first);
  if (found == rows.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::optional<TextTest> find_pattern(std::string_view pattern) {
  return find_row(patterns, pattern);
}

std::optional<TextTest> find_format(std::string_view format) { return find_row(formats, format); }

}  // namespace waarmerk::json
