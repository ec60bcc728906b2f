#include "node/words/sentence.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace waarmerk::node::words {
namespace {

constexpr UnixTime moment{1'772'532'720'000};  // 2026-03-03T10:12:00Z

}  // namespace

TEST_CASE("a time is said in words, as each language does, in UTC") {
  CHECK(say_time(Language::en, moment) == "3 March 2026, 10:12 UTC");
  CHECK(say_time(Language::nl, moment) == "3 maart 2026, 10:12 UTC");
  CHECK(say_day(Language::nl, moment) == "3 maart 2026");
  CHECK(say_day(Language::ar, moment) == "3 مارس 2026");
  CHECK(say_time(Language::uk, moment) == "3 березня 2026 року, 10:12 UTC");
  CHECK(say_time(Language::ti, moment) == "3 መጋቢት 2026፣ ሰዓት 10:12 UTC");
  CHECK(say_time(Language::fa, moment) == "3 مارس 2026، ساعت 10:12 UTC");
  CHECK(say_time(Language::tr, moment) == "3 Mart 2026, 10:12 UTC");
  CHECK(say_day(Language::so, moment) == "3 Maarso 2026");
  CHECK(say_time(Language::en, {0}) == "1 January 1970, 00:00 UTC");
  CHECK(say_day(Language::nl, {-1}) == "31 december 1969");
}

TEST_CASE("facts stand where their names stood, in the language of the sentence") {
  const std::array facts{Fact{"who", "Bibliotheek {time}"}, Fact{"time", moment},
                         Fact{"since", std::optional<UnixTime>()}};
  CHECK(fill(Language::en, "{who}: {time}, since {since}.", facts) ==
        "Bibliotheek {time}: 3 March 2026, 10:12 UTC, since a time that is not known.");
  CHECK(fill(Language::nl, "{since}{since}", facts) ==
        "een tijdstip dat niet bekend iseen tijdstip dat niet bekend is");
  CHECK(fill(Language::en, "", facts).empty());
}

}  // namespace waarmerk::node::words
