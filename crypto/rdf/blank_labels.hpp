// BlankLabels: numbers issued to blank nodes, first come, first served (RDFC-1.0 4.5).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waarmerk::rdf {

/// An identifier issuer. Instead of being copied for each path that is tried, it takes back what
/// was issued on a path that is given up.
class BlankLabels {
 public:
  explicit BlankLabels(std::size_t blanks) : issued_(blanks, not_issued) { order_.reserve(blanks); }

  bool has(std::uint32_t blank) const { return issued_[blank] != not_issued; }
  /// The number of a blank node that has one.
  std::uint32_t number(std::uint32_t blank) const { return issued_[blank]; }
  /// The number that the blank node has, or the next one, which it has from now on.
  std::uint32_t issue(std::uint32_t blank);
  /// The blank nodes by their numbers.
  std::span<const std::uint32_t> order() const { return order_; }
  /// Takes back all but the first `count`.
  void keep_first(std::size_t count);

 private:
  static constexpr std::uint32_t not_issued = 0xffffffff;
  std::vector<std::uint32_t> issued_;  // by blank node
  std::vector<std::uint32_t> order_;
};

/// The prefix, then the number in decimal.
void append_label(std::string& out, std::string_view prefix, std::uint32_t number);

}  // namespace waarmerk::rdf
