// Fetcher: the port that turns a URL into bounded bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "crypto/base/result.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::fetch {

inline constexpr ErrorCode fetch_refused{"fetch.refused", ErrorKind::denied};
inline constexpr ErrorCode fetch_failed{"fetch.failed", ErrorKind::unavailable};
inline constexpr ErrorCode fetch_too_large{"fetch.too_large", ErrorKind::unavailable};
inline constexpr ErrorCode fetch_timeout{"fetch.timeout", ErrorKind::unavailable};

struct FetchRequest {
  std::string url;
  std::string accept = "application/json";
  std::string method = "GET";
  std::string body = {};           ///< for POST
  std::string content_type = {};   ///< for POST
  std::string authorization = {};  ///< sent as it is, never logged
  std::size_t bytes_max = 1 << 20;
  int timeout_ms = 10'000;
};

struct Fetched {
  int status = 0;
  std::string content_type;
  std::string body;
  /// For how long not to ask again, by Retry-After of an answer other than 2xx (RFC 9110 10.2.3);
  /// an hour at the most. A date there is not heeded.
  std::optional<int> retry_after_s = {};
};

inline constexpr int retry_after_s_max = 3600;

/// Obeys the address guard; follows no redirect.
class Fetcher {
 public:
  virtual ~Fetcher() = default;
  /// Fails with fetch.refused, fetch.failed, fetch.too_large or fetch.timeout; an HTTP status of
  /// any kind is an answer.
  virtual Task<Result<Fetched>> fetch(FetchRequest request) = 0;
};

}  // namespace waarmerk::node::fetch
