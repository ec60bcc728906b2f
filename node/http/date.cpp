#include "node/http/date.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>

namespace waarmerk::node::http {
namespace {

constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string two_digits(long number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

std::string print_http_date(UnixTime time) {
  using namespace std::chrono;
  const sys_time<milliseconds> instant{milliseconds(time.ms)};
  const auto day = floor<std::chrono::days>(instant);
  const year_month_day date(day);
  const hh_mm_ss clock(floor<seconds>(instant - day));
  const auto month_index = static_cast<unsigned>(date.month()) - 1;
  std::string text(http::days[weekday(day).c_encoding()]);
  text += ", " + two_digits(static_cast<long>(static_cast<unsigned>(date.day()))) + ' ';
  text += std::string(http::months[month_index]) + ' ' +
          std::to_string(static_cast<int>(date.year())) + ' ';
  text += two_digits(clock.hours().count()) + ':' + two_digits(clock.minutes().count()) + ':' +
          two_digits(clock.seconds().count()) + " GMT";
  return text;
}

}  // namespace waarmerk::node::http
