// Arena: texts that are kept together, and go together.
#pragma once

#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace waarmerk::rdf {

/// Copies of texts, one behind the other in a few large blocks. A copy stays where it is for as
/// long as the arena lives, also when that is moved.
class Arena {
 public:
  Arena() = default;
  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() = default;

  /// A copy of the parts, one after the other.
  std::string_view keep(std::initializer_list<std::string_view> parts);

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::span<char> free_;  // the end of the last block
};

}  // namespace waarmerk::rdf
