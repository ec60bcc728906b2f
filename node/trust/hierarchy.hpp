// Hierarchy: which values of a scope stand below which, by the lists that are loaded here, and the
// files that say so: RFC 4180, such as ESCO publishes (spec/trust.md 2).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace waarmerk::node::trust {

inline constexpr ErrorCode bad_hierarchy{"trust.bad_hierarchy", ErrorKind::invalid};

inline constexpr std::size_t hierarchy_bytes_max = 16 << 20;  // of one file
inline constexpr std::size_t hierarchies_max = 16;
inline constexpr std::size_t hierarchy_rows_max = 200'000;  // of all

/// Without a row, a value covers itself, and as a URI what stands below it after a `/`.
class Hierarchy {
 public:
  void add(std::string narrower, std::string broader);
  /// The rows of a file: a first line that names columns, of which `narrower` and `broader`, or
  /// `conceptUri` and `broaderUri`, are read. Fails with trust.bad_hierarchy, which names the line.
  Result<void> read(std::string_view csv);
  /// Fails with trust.bad_hierarchy where something stands below itself.
  Result<void> check_loops() const;

  /// Whether trust about `broader` is also trust about `value`.
  bool covers(std::string_view broader, std::string_view value) const;
  std::size_t size() const { return broader_of_.size(); }

 private:
  std::multimap<std::string, std::string, std::less<>> broader_of_;
};

}  // namespace waarmerk::node::trust
