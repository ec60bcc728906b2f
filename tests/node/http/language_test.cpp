#include "node/http/language.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::node::http {

TEST_CASE("the language that is wanted most is taken, of those that there are") {
  CHECK(choose_language("nl") == Language::nl);
  CHECK(choose_language("nl-BE,nl;q=0.9,en;q=0.8") == Language::nl);
  CHECK(choose_language("en-GB, NL;q=0.7") == Language::en);
  CHECK(choose_language("en;q=0.3 , nl ; q=0.301") == Language::nl);
  CHECK(choose_language("fr, nl;q=0.1") == Language::nl);
  CHECK(choose_language("nl;q=0") == Language::en);
  CHECK(choose_language("ar-EG, nl;q=0.9") == Language::ar);
  CHECK(choose_language("de, ti-ER;q=0.9, en;q=0.2") == Language::ti);
}

TEST_CASE("a language that a page does not speak is not chosen for it") {
  constexpr Language spoken[] = {Language::en, Language::nl};
  CHECK(choose_language("ar, nl;q=0.9", spoken) == Language::nl);
  CHECK(choose_language("ar", spoken) == Language::en);
}

TEST_CASE("English is what is read where nothing else is said") {
  for (const auto* header :
       {"", "fr", "*", ",,;", "nl;q=", "nl;q=2", "nl;q=0.x", "nl;q=0x9", "nld", "x-nl"})
    CHECK_MESSAGE(choose_language(header) == Language::en, header);
  CHECK(choose_language(std::string(100'000, ',') + "nl") == Language::en);
}

TEST_CASE("what the query names goes before what the browser says, and may be two languages") {
  const auto read = [](const std::string& target) {
    Request request;
    request.target = target;
    request.headers.set("Accept-Language", "tr");
    return words::print_languages(languages_of(request));
  };
  CHECK(read("/check") == "tr");
  CHECK(read("/check?lang=so") == "so");
  CHECK(read("/check?lang=nl+ti") == "nl+ti");
  CHECK(read("/check?lang=nl%2Bti") == "nl+ti");
  CHECK(read("/check?lang=nl+xx") == "nl");
  for (const auto* target : {"/check?lang=xx", "/check?lang=%", "/check?lang=", "/check?lang=+nl"})
    CHECK_MESSAGE(read(target) == "tr", target);
}

}  // namespace waarmerk::node::http
