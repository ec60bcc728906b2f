// Elsewhere: who else may be asked, told to callers that find no place here.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

namespace waarmerk::node::http {

/// Safe to share between threads.
class Elsewhere {
 public:
  static constexpr std::size_t told_max = 8;

  /// Those that are known by now, the first `told_max` of which are told.
  void set(std::vector<std::string> endpoints);
  std::vector<std::string> get() const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> endpoints_;
};

}  // namespace waarmerk::node::http
