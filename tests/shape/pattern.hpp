// Patterns in text: ECMAScript regular expressions behind three functions, as <regex> is slow to
// compile and one file is enough to do so.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace waarmerk::shape {

struct Found {
  std::size_t at;
  std::size_t size;
  std::vector<std::string> groups;  ///< the whole first, then each bracketed part
};

/// Every place where `pattern` stands in `text`, in order, none within another.
std::vector<Found> find_all(std::string_view text, const std::string& pattern);

bool contains(std::string_view text, const std::string& pattern);

/// Whether the whole of `text` is what `pattern` says.
bool matches(std::string_view text, const std::string& pattern);

}  // namespace waarmerk::shape
