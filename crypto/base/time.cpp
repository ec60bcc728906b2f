#include "crypto/base/time.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace waarmerk {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads text from the left; each step says whether it fitted.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  std::optional<int> number(std::size_t digits) {
    if (rest_.size() < digits) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, digits)) {
      if (!is_digit(c)) return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  bool skip(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    last_ = rest_.front();
    rest_.remove_prefix(1);
    return true;
  }

  /// The fraction after a point, as milliseconds; it is whole where each digit is 0.
  std::optional<int> fraction_ms(bool& is_whole) {
    int value = 0;
    std::size_t digits = 0;
    for (; digits < rest_.size() && is_digit(rest_[digits]); ++digits) {
      if (rest_[digits] != '0') is_whole = false;
      if (digits < 3) value = value * 10 + (rest_[digits] - '0');
    }
    if (digits == 0) return std::nullopt;
    for (std::size_t i = digits; i < 3; ++i) value *= 10;
    rest_.remove_prefix(digits);
    return value;
  }

  bool at_end() const { return rest_.empty(); }
  char last() const { return last_; }

 private:
  std::string_view rest_;
  char last_ = 0;
};

std::unexpected<Error> malformed(std::string_view text) {
  return fail(bad_time, "Not a date and time with a zone: " + std::string(text.substr(0, 40)));
}

/// The time of the day, in milliseconds: from midnight to the midnight at its end, 24:00:00.
std::optional<std::int64_t> read_in_day(Cursor& cursor) {
  const auto hour = cursor.number(2);
  if (!hour || *hour > 24 || !cursor.skip(":")) return std::nullopt;
  const auto minute = cursor.number(2);
  if (!minute || *minute > 59 || !cursor.skip(":")) return std::nullopt;
  const auto second = cursor.number(2);
  if (!second || *second > 59) return std::nullopt;
  int fraction = 0;
  bool is_whole = true;
  if (cursor.skip(".")) {
    const auto read = cursor.fraction_ms(is_whole);
    if (!read) return std::nullopt;
    fraction = *read;
  }
  if (*hour == 24 && (*minute != 0 || *second != 0 || !is_whole)) return std::nullopt;
  return *hour * hour_ms + *minute * minute_ms + *second * second_ms + fraction;
}

/// Minutes to subtract to reach UTC.
std::optional<int> read_zone(Cursor& cursor) {
  if (cursor.skip("Zz")) return 0;
  if (!cursor.skip("+-")) return std::nullopt;
  const int sign = cursor.last() == '+' ? 1 : -1;
  const auto hours = cursor.number(2);
  if (!hours || *hours > 14 || !cursor.skip(":")) return std::nullopt;
  const auto minutes = cursor.number(2);
  if (!minutes || *minutes > 59 || (*hours == 14 && *minutes > 0)) return std::nullopt;
  return sign * (*hours * 60 + *minutes);
}

/// At least so many digits.
void append_digits(std::string& text, std::int64_t number, std::size_t width) {
  std::array<char, 20> digits;
  if (number < 0) text += '-';
  const auto end = std::to_chars(digits.begin(), digits.end(), number < 0 ? -number : number).ptr;
  const auto size = static_cast<std::size_t>(end - digits.begin());
  text.append(width > size ? width - size : 0, '0').append(digits.data(), size);
}

}  // namespace

Result<UnixTime> parse_time(std::string_view text) {
  using namespace std::chrono;
  Cursor cursor(text);
  const auto y = cursor.number(4);
  if (!y || !cursor.skip("-")) return malformed(text);
  const auto m = cursor.number(2);
  if (!m || !cursor.skip("-")) return malformed(text);
  const auto d = cursor.number(2);
  if (!d || !cursor.skip("Tt")) return malformed(text);
  const auto in_day = read_in_day(cursor);
  if (!in_day) return malformed(text);
  const auto zone_minutes = read_zone(cursor);
  const auto date = year{*y} / month{static_cast<unsigned>(*m)} / day{static_cast<unsigned>(*d)};
  if (!zone_minutes || !cursor.at_end() || !date.ok()) return malformed(text);
  const auto days = sys_days{date}.time_since_epoch().count();
  return UnixTime{std::int64_t{days} * day_ms + *in_day - *zone_minutes * minute_ms};
}

std::string print_time(UnixTime time) {
  using namespace std::chrono;
  const auto whole = floor<days>(sys_time<milliseconds>{milliseconds{time.ms}});
  const year_month_day date{whole};
  const auto in_day = time.ms - whole.time_since_epoch().count() * day_ms;
  std::string text;
  text.reserve(std::string_view("2026-03-03T10:12:00.000Z").size());
  append_digits(text, static_cast<int>(date.year()), 4);
  append_digits(text += '-', static_cast<unsigned>(date.month()), 2);
  append_digits(text += '-', static_cast<unsigned>(date.day()), 2);
  append_digits(text += 'T', in_day / hour_ms, 2);
  append_digits(text += ':', in_day / minute_ms % 60, 2);
  append_digits(text += ':', in_day / second_ms % 60, 2);
  if (const auto fraction = in_day % second_ms; fraction != 0) {
    append_digits(text += '.', fraction, 3);
  }
  return text += 'Z';
}

}  // namespace waarmerk
