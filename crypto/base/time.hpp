// UnixTime: an instant in UTC, to the millisecond, and its RFC 3339 text.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace waarmerk {

inline constexpr ErrorCode bad_time{"time.malformed", ErrorKind::invalid};

/// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
struct UnixTime {
  std::int64_t ms = 0;

  friend auto operator<=>(const UnixTime&, const UnixTime&) = default;
};

inline constexpr std::int64_t second_ms = 1000;
inline constexpr std::int64_t minute_ms = 60 * second_ms;
inline constexpr std::int64_t hour_ms = 60 * minute_ms;
inline constexpr std::int64_t day_ms = 24 * hour_ms;

constexpr UnixTime operator+(UnixTime time, std::int64_t ms) { return {time.ms + ms}; }
constexpr UnixTime operator-(UnixTime time, std::int64_t ms) { return {time.ms - ms}; }
constexpr std::int64_t operator-(UnixTime later, UnixTime earlier) { return later.ms - earlier.ms; }

/// Reads an XML Schema dateTimeStamp / RFC 3339 date-time with a zone, years 0000 to 9999, such as
/// `2026-03-03T10:12:00Z`. The end of a day, `24:00:00`, which XML Schema has and RFC 3339 has not,
/// is the first moment of the next. Digits past the millisecond are dropped. Fails with
/// time.malformed.
Result<UnixTime> parse_time(std::string_view text);

/// `2026-03-03T10:12:00Z`; with `.123` only where the milliseconds are not zero.
std::string print_time(UnixTime time);

}  // namespace waarmerk
