#include "node/words/sentence.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <cstddef>
#include <cstdio>

#include "node/words/catalogue.hpp"

namespace waarmerk::node::words {
namespace {

constexpr std::array<Key, 12> months{"month.1", "month.2",  "month.3",  "month.4",
                                     "month.5", "month.6",  "month.7",  "month.8",
                                     "month.9", "month.10", "month.11", "month.12"};

std::string say(Language language, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  const auto& time = std::get<std::optional<UnixTime>>(value);
  return time ? say_time(language, *time) : std::string(text_of(language, "time.unknown"));
}

std::string say_moment(Language language, UnixTime time, Key form) {
  using namespace std::chrono;
  const auto day_start = floor<days>(sys_time<milliseconds>{milliseconds{time.ms}});
  const year_month_day date{day_start};
  const auto minutes = (time.ms - day_start.time_since_epoch().count() * day_ms) / minute_ms;
  std::array<char, 32> clock{};
  std::snprintf(clock.data(), clock.size(), "%02d:%02d", static_cast<int>(minutes / 60),
                static_cast<int>(minutes % 60));
  const Key month = months[static_cast<unsigned>(date.month()) - 1];
  const std::array facts{Fact{"day", std::to_string(static_cast<unsigned>(date.day()))},
                         Fact{"month", text_of(language, month)},
                         Fact{"year", std::to_string(static_cast<int>(date.year()))},
                         Fact{"clock", clock.data()}};
  return fill(language, text_of(language, form), facts);
}

}  // namespace

std::string fill(Language language, std::string_view sentence, std::span<const Fact> facts) {
  std::string text;
  while (true) {
    const auto open = sentence.find('{');
    text += sentence.substr(0, open);
    if (open == std::string_view::npos) return text;
    const auto close = sentence.find('}', open);
    const auto end = close == std::string_view::npos ? sentence.size() : close + 1;
    const auto whole = sentence.substr(open, end - open);
    const auto name = whole.substr(1, std::max<std::size_t>(whole.size(), 2) - 2);
    const auto fact = std::ranges::find(facts, name, &Fact::name);
    assert(fact != facts.end());
    text += fact == facts.end() ? std::string(whole) : say(language, fact->value);
    sentence.remove_prefix(end);
  }
}

std::string say_time(Language language, UnixTime time) {
  return say_moment(language, time, "time.full");
}

std::string say_day(Language language, UnixTime time) {
  return say_moment(language, time, "time.day");
}

}  // namespace waarmerk::node::words
