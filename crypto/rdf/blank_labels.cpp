#include "crypto/rdf/blank_labels.hpp"

#include <array>
#include <charconv>

namespace waarmerk::rdf {

std::uint32_t BlankLabels::issue(std::uint32_t blank) {
  if (!has(blank)) {
    issued_[blank] = static_cast<std::uint32_t>(order_.size());
    order_.push_back(blank);
  }
  return issued_[blank];
}

void BlankLabels::keep_first(std::size_t count) {
  for (; order_.size() > count; order_.pop_back()) issued_[order_.back()] = not_issued;
}

void append_label(std::string& out, std::string_view prefix, std::uint32_t number) {
  std::array<char, 10> digits;
  const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(prefix).append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

}  // namespace waarmerk::rdf
