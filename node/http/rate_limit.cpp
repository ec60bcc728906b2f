#include "node/http/rate_limit.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace waarmerk::node::http {

RateLimit::Bucket& RateLimit::bucket(std::string_view key, UnixTime now) {
  if (const auto found = places_.find(key); found != places_.end()) {
    buckets_.splice(buckets_.begin(), buckets_, found->second);
    return buckets_.front();
  }
  if (buckets_.size() >= std::max<std::size_t>(options_.keys_max, 1)) {
    places_.erase(buckets_.back().key);
    buckets_.pop_back();
  }
  buckets_.push_front({std::string(key), options_.burst, now});
  places_.emplace(buckets_.front().key, buckets_.begin());
  return buckets_.front();
}

Result<void> RateLimit::take(std::string_view key, UnixTime now) {
  const std::scoped_lock lock(mutex_);
  auto& caller = bucket(key, now);
  // A clock that was set back gives nothing and takes nothing.
  const auto passed_ms = std::max<std::int64_t>(now - caller.seen, 0);
  const auto earned = static_cast<double>(passed_ms) / 1000.0 * options_.per_second;
  caller.tokens = std::min(options_.burst, caller.tokens + earned);
  caller.seen = now;
  if (caller.tokens < 1) return fail(too_many_requests, "Too many requests from this caller.");
  caller.tokens -= 1;
  return {};
}

int RateLimit::retry_after_s() const {
  const double seconds = options_.per_second > 0 ? std::ceil(1 / options_.per_second) : 60;
  return static_cast<int>(std::clamp(seconds, 1.0, 3600.0));
}

std::size_t RateLimit::size() const {
  const std::scoped_lock lock(mutex_);
  return buckets_.size();
}

std::string rate_key(std::string_view address) {
  std::array<unsigned char, 16> bytes{};
  const std::string text(address.substr(0, address.find('%')));
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return std::string(address);
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  std::array<char, INET6_ADDRSTRLEN> printed{};
  inet_ntop(AF_INET6, bytes.data(), printed.data(), printed.size());
  return std::string(printed.data()) + "/64";
}

}  // namespace waarmerk::node::http
