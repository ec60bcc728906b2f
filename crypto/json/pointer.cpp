#include "crypto/json/pointer.hpp"

#include <charconv>
#include <cstddef>

namespace waarmerk::json {
namespace {

/// The name without its escapes; nothing where one is wrong.
std::optional<std::string> unescape(std::string_view token) {
  std::string name;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '~') {
      name += token[i];
      continue;
    }
    const char escape = ++i < token.size() ? token[i] : ' ';
    if (escape != '0' && escape != '1') return std::nullopt;
    name += escape == '0' ? '~' : '/';
  }
  return name;
}

std::optional<Value> element_at(Value array, std::string_view token) {
  std::size_t index = 0;
  const char* end = token.data() + token.size();
  const auto [stop, error] = std::from_chars(token.data(), end, index);
  const bool is_number = error == std::errc{} && stop == end;
  if (!is_number || (token.size() > 1 && token.front() == '0')) return std::nullopt;
  for (const Value one : array.elements()) {
    if (index-- == 0) return one;
  }
  return std::nullopt;
}

}  // namespace

void append_token(std::string& pointer, std::string_view name) {
  pointer += '/';
  if (name.find_first_of("~/") == name.npos) {
    pointer += name;
    return;
  }
  for (const char c : name) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

std::string pointer_to(std::string_view pointer, std::string_view name) {
  std::string made(pointer);
  append_token(made, name);
  return made;
}

std::optional<Value> step_to(Value from, std::string_view token) {
  if (from.is(Kind::array)) return element_at(from, token);
  const auto name = unescape(token);
  return name ? from.find(*name) : std::nullopt;
}

std::optional<Value> find_at(Value root, std::string_view pointer) {
  std::optional<Value> here = root;
  while (here && !pointer.empty()) {
    if (pointer.front() != '/') return std::nullopt;
    const auto end = pointer.find('/', 1);
    const auto token = pointer.substr(1, end == std::string_view::npos ? end : end - 1);
    pointer = end == std::string_view::npos ? std::string_view() : pointer.substr(end);
    here = step_to(*here, token);
  }
  return here;
}

bool is_at_or_in(std::string_view pointer, std::string_view place) {
  return pointer.starts_with(place) &&
         (pointer.size() == place.size() || pointer[place.size()] == '/');
}

}  // namespace waarmerk::json
