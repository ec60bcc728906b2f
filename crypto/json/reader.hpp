// Reader: a Value read as typed fields; each error carries the JSON path of the fault.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::json {

inline constexpr ErrorCode missing_member{"json.missing_member", ErrorKind::invalid};
inline constexpr ErrorCode wrong_type{"json.wrong_type", ErrorKind::invalid};
inline constexpr ErrorCode unknown_member{"json.unknown_member", ErrorKind::invalid};

/// `get_…(name)` must exist, `find_…(name)` may be absent; both refuse a wrong type. A member that
/// is null counts as absent only for `find_…`.
class Reader {
 public:
  explicit Reader(Value value, std::string path = "$");
  explicit Reader(const Document& document) : Reader(document.root()) {}

  Value value() const { return value_; }
  const std::string& path() const { return path_; }

  Result<void> expect(Kind kind) const;
  /// Fails with json.unknown_member at the first member whose name is not listed.
  Result<void> allow_only(std::initializer_list<std::string_view> names) const;

  Result<Reader> get(std::string_view name) const;
  std::optional<Reader> find(std::string_view name) const;
  Result<Reader> get_object(std::string_view name) const;
  Result<std::optional<Reader>> find_object(std::string_view name) const;

  Result<std::string> get_string(std::string_view name) const;
  Result<std::optional<std::string>> find_string(std::string_view name) const;
  Result<std::int64_t> get_integer(std::string_view name) const;
  Result<std::optional<std::int64_t>> find_integer(std::string_view name) const;
  Result<std::optional<bool>> find_boolean(std::string_view name) const;
  Result<UnixTime> get_time(std::string_view name) const;
  Result<std::optional<UnixTime>> find_time(std::string_view name) const;

  /// The elements of the array at `name`, or the single value that stands for an array of one, as
  /// JSON-LD allows. Absent gives none.
  std::vector<Reader> one_or_many(std::string_view name) const;
  /// As one_or_many, each of them a string.
  Result<std::vector<std::string>> strings(std::string_view name) const;
  /// The elements of this value, which must be an array.
  Result<std::vector<Reader>> elements() const;

  Result<std::string> string() const;

  /// A failure at this place.
  std::unexpected<Error> fail_here(ErrorCode code, std::string detail) const;

 private:
  Value value_;
  std::string path_;
};

}  // namespace waarmerk::json
