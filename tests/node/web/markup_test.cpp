#include "node/web/markup.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "node/credential/sentences.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::web {

using credential::CheckState;
using credential::Finding;

TEST_CASE("facts of others begin nothing and turn nothing around") {
  const auto check = credential::make_check(
      Finding::wrong_issuer, {{"issuer", "<b>{expected}"}, {"expected", "\"B\"\u2069 & \u202eC"}});
  CHECK(sentence_html(Language::en, check) ==
        "The badge comes from <bdi>&lt;b&gt;{expected}</bdi>, not from "
        "<bdi>&quot;B&quot; &amp; C</bdi>.");
  CHECK(sentence_html(Language::nl, check).starts_with("De badge komt van <bdi>&lt;b&gt;"));
}

TEST_CASE("a word without an end can be broken, between its letters, and is still the same") {
  const std::string rest(200, 'a');
  CHECK(breakable(rest) == rest);
  CHECK(breakable(rest + " " + rest) == rest + " " + rest);
  CHECK(breakable(rest + "&" + rest + "b") == rest + "<wbr>&amp;" + rest.substr(1) + "<wbr>ab");
  std::string letters;
  for (int i = 0; i < 201; ++i) letters += "\u0628";
  CHECK(bdi(letters) == "<bdi>" + letters.substr(0, 400) + "<wbr>\u0628</bdi>");
}

TEST_CASE("a time in a sentence is said in the language of the page") {
  const auto check = credential::make_check(Finding::expired, {{"time", tests::badge_now}});
  CHECK(sentence_html(Language::nl, check) ==
        "De badge was geldig tot 3 maart 2026, 10:12 UTC en is verlopen.");
}

TEST_CASE("a text without facts is left as it is, braces and all") {
  CHECK(html_of(Language::en, "check.text_hint").starts_with("It begins with {, with eyJ or"));
  CHECK(html_of(Language::nl, "page.node", {{"node", "<i>"}}) ==
        "Deze pagina komt van <bdi>&lt;i&gt;</bdi>");
}

TEST_CASE("two languages stand beside each other, each with its own facts and direction") {
  const Languages both(Language::nl, Language::ar);
  CHECK(html_of(both, "page.node", {{"node", "<i>"}}) ==
        "<span class=\"pair\"><span lang=\"nl\" dir=\"ltr\">Deze pagina komt van "
        "<bdi>&lt;i&gt;</bdi></span> "
        "<span lang=\"ar\" dir=\"rtl\">هذه الصفحة من <bdi>&lt;i&gt;</bdi></span></span>");
  const auto check = credential::make_check(Finding::expired, {{"time", tests::badge_now}});
  CHECK(sentence_html(both, check).contains("3 maart 2026"));
  CHECK(sentence_html(both, check).contains("3 مارس 2026"));
  CHECK(html_of(Languages(Language::nl), "check.do") == "Controleer");
  CHECK(html_of(Languages(Language::nl, Language::nl), "check.do") == "Controleer");
  CHECK(attribute_of(both, "wrong.too_large", {{"size", "<4>"}}) ==
        "Het bestand is groter dan &lt;4&gt; MB.");
  CHECK(attribute_of(both, "check.text_hint").starts_with("Die begint met {, met eyJ of"));
}

TEST_CASE("each state has a shape, a word and a class of its own") {
  std::set<std::string> shapes;
  std::set<std::string_view> words;
  std::set<std::string_view> classes;
  for (const auto state :
       {CheckState::passed, CheckState::warning, CheckState::failed, CheckState::unchecked}) {
    shapes.insert(sign_of(state));
    words.insert(word_of(state).name());
    classes.insert(class_of(state));
    CHECK(sign_of(state).contains("aria-hidden=\"true\""));
  }
  CHECK(shapes.size() == 4);
  CHECK(words.size() == 4);
  CHECK(classes.size() == 4);
}

TEST_CASE("what could not be checked is never drawn as good, nor as false") {
  CHECK(state_of(credential::Outcome::cannot_be_checked) == CheckState::unchecked);
  CHECK(state_of(credential::Outcome::genuine_with_warning) == CheckState::warning);
  CHECK(state_of(credential::Outcome::genuine) == CheckState::passed);
  CHECK(state_of(credential::Outcome::not_genuine) == CheckState::failed);
}

}  // namespace waarmerk::node::web
