// RateLimit: a token bucket for each caller, over a bounded number of callers.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"

namespace waarmerk::node::http {

inline constexpr ErrorCode too_many_requests{"http.too_many_requests", ErrorKind::exhausted};

/// Safe to share between threads. Where there are more callers than `keys_max`, the one not seen
/// for the longest time is forgotten, and starts anew with a full bucket.
class RateLimit {
 public:
  struct Options {
    double per_second = 20;
    double burst = 40;
    std::size_t keys_max = 10'000;
  };
  explicit RateLimit(Options options) : options_(options) {}

  /// Takes one token of `key`. Fails with http.too_many_requests.
  Result<void> take(std::string_view key, UnixTime now);
  /// How many whole seconds until a caller that was refused has a token again; at least 1.
  int retry_after_s() const;
  std::size_t size() const;

 private:
  struct Bucket {
    std::string key;
    double tokens;
    UnixTime seen;
  };
  Bucket& bucket(std::string_view key, UnixTime now);

  const Options options_;
  mutable std::mutex mutex_;
  std::list<Bucket> buckets_;  // the last seen first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator>
      places_;  // keys live in the list
};

/// What counts as one caller: an IPv4 address, or the first 64 bits of an IPv6 address, since one
/// caller has all the rest. Text that is no address is its own key.
std::string rate_key(std::string_view address);

}  // namespace waarmerk::node::http
