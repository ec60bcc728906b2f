#include "cli/pasted.hpp"

#include <algorithm>
#include <iterator>

namespace waarmerk::cli {
namespace {

constexpr std::string_view white = " \t\r\n";

}  // namespace

std::string_view pasted(std::string_view text) {
  const auto from = text.find_first_not_of(white);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(white) - from + 1);
}

bool begins_as(std::string_view text, std::initializer_list<std::string_view> starts) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::any_of(starts, [&](std::string_view start) {
    return std::ranges::equal(text.substr(0, start.size()), start, {}, lower);
  });
}

std::string pasted_digits(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits),
                       [](char c) { return c != '-' && !white.contains(c); });
  const bool is_number =
      !digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? digits : std::string(pasted(text));
}

}  // namespace waarmerk::cli
