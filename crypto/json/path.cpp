#include "crypto/json/path.hpp"

#include <algorithm>

namespace waarmerk::json {
namespace {

constexpr std::size_t name_bytes_max = 64;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string_view cut(std::string_view name) {
  if (name.size() <= name_bytes_max) return name;
  std::size_t size = name_bytes_max;
  while (size > 0 && (static_cast<unsigned char>(name[size]) & 0xC0) == 0x80) --size;
  return name.substr(0, size);
}

void append_quoted(std::string& path, std::string_view name) {
  constexpr std::string_view digits = "0123456789abcdef";
  path += "['";
  for (const char c : name) {
    if (static_cast<unsigned char>(c) < 0x20) {
      path += "\\u00";
      path += digits[static_cast<std::size_t>(c >> 4)];
      path += digits[static_cast<std::size_t>(c & 15)];
      continue;
    }
    if (c == '\'' || c == '\\') path += '\\';
    path += c;
  }
  path += "']";
}

}  // namespace

std::string member_path(std::string_view path, std::string_view name) {
  std::string result(path);
  const std::string_view shown = cut(name);
  const bool plain = !shown.empty() && std::all_of(shown.begin(), shown.end(), is_plain) &&
                     (shown[0] < '0' || shown[0] > '9');
  if (plain) return result.append(1, '.').append(shown);
  append_quoted(result, shown);
  return result;
}

std::string element_path(std::string_view path, std::size_t index) {
  return std::string(path).append(1, '[').append(std::to_string(index)).append(1, ']');
}

std::string path_between(Place root, Place target) {
  std::string path = "$";
  Place around = root;
  while (around.is_container() && around.at < target.at) {
    const bool object = around.type() == '{';
    Place child = around.first();
    std::size_t index = 0;
    const auto after = [object](Place from) { return object ? from.first().next() : from.next(); };
    for (; after(child).at <= target.at; child = after(child)) ++index;
    path = object ? member_path(path, child.text()) : element_path(path, index);
    around = object ? child.first() : child;
  }
  return path;
}

std::string path_to(Value root, Value target) {
  const Place from = Place::of(root), to = Place::of(target);
  return from.tape == to.tape ? path_between(from, to) : std::string();
}

}  // namespace waarmerk::json
