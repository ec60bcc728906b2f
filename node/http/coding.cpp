#include "node/http/coding.hpp"

#include <algorithm>
#include <cstddef>

#include "node/http/message.hpp"

namespace waarmerk::node::http {
namespace {

constexpr std::size_t header_bytes_max = 1024;

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Takes what stands before the next `mark`, and the mark.
std::string_view take_until(std::string_view& rest, char mark) {
  const auto end = std::min(rest.find(mark), rest.size());
  const auto part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return trim(part);
}

/// `q=0`, `q=0.0` and the like.
bool is_refusal(std::string_view weight) {
  return weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos;
}

}  // namespace

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
  auto rest = accept_encoding.substr(0, header_bytes_max);
  while (!rest.empty()) {
    auto weight = take_until(rest, ',');
    const auto name = take_until(weight, ';');
    if (equal_without_case(name, coding)) return !is_refusal(trim(weight));
  }
  return false;
}

}  // namespace waarmerk::node::http
