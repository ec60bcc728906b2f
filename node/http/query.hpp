// Query: the parameters after the `?`, decoded once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/result.hpp"

namespace waarmerk::node::http {

inline constexpr ErrorCode bad_query{"http.bad_query", ErrorKind::invalid};

inline constexpr std::size_t query_parameters_max = 64;

class Query {
 public:
  /// `name=value&…`, percent-encoded, `+` for a space. Fails with http.bad_target for a broken
  /// encoding, with http.bad_query for a repeated name or more than 64 parameters.
  static Result<Query> parse(std::string_view encoded);

  std::optional<std::string_view> find(std::string_view name) const;
  /// Fails with http.bad_query where `name` is absent.
  Result<std::string_view> get(std::string_view name) const;
  /// A decimal number from `least` to `most`; fails with http.bad_query for anything else.
  struct Range {
    std::int64_t least;
    std::int64_t most;
  };
  Result<std::optional<std::int64_t>> find_integer(std::string_view name, Range range) const;

  const std::vector<std::pair<std::string, std::string>>& all() const { return all_; }

 private:
  std::vector<std::pair<std::string, std::string>> all_;
};

}  // namespace waarmerk::node::http
