#include "crypto/jsonld/language.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace waarmerk::jsonld {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_letter_or_digit(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

}  // namespace

Direction direction_of(std::string_view text) {
  if (text == "ltr") return Direction::ltr;
  if (text == "rtl") return Direction::rtl;
  return Direction::unsaid;
}

std::string_view word_of(Direction direction) {
  switch (direction) {
    case Direction::ltr: return "ltr";
    case Direction::rtl: return "rtl";
    case Direction::unsaid:
    case Direction::null: return {};
  }
  return {};
}

bool is_language_tag(std::string_view tag) {
  for (bool first = true;; first = false) {
    const std::size_t end = tag.find('-');
    const std::string_view part = tag.substr(0, end);
    if (part.empty() || part.size() > 8) return false;
    if (!std::ranges::all_of(part, first ? is_letter : is_letter_or_digit)) return false;
    if (end == tag.npos) return true;
    tag.remove_prefix(end + 1);
  }
}

std::string_view lower_case(std::string_view tag, Arena& texts) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (std::ranges::none_of(tag, is_upper)) return tag;
  std::string lower(tag);
  for (char& c : lower) {
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return texts.keep(lower);
}

}  // namespace waarmerk::jsonld
