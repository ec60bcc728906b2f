// Seats: how many connections there are, in all and from each address.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace waarmerk::node::net {

/// Safe to share between threads.
class Seats {
 public:
  struct Limits {
    std::size_t all_max;
    std::size_t each_max;
  };
  explicit Seats(Limits limits) : limits_(limits) {}

  /// Whether there was a seat, which leave() gives back.
  bool take(const std::string& address);
  void leave(const std::string& address);
  std::size_t taken() const;

 private:
  const Limits limits_;
  mutable std::mutex mutex_;
  std::size_t all_ = 0;
  std::unordered_map<std::string, std::size_t> each_;
};

}  // namespace waarmerk::node::net
