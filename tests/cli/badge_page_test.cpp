#include "cli/badge_page.hpp"

#include <doctest/doctest.h>

namespace waarmerk::cli {

namespace credential = node::credential;

TEST_CASE("texts of a badge are escaped, wherever they stand") {
  const std::string bad = "<script>alert('x')</script>";
  credential::BadgeView view{.edition = "3.0", .id = bad, .name = bad};
  view.description = bad;
  view.evidence = {{bad, bad}};
  view.image = "data:image/svg+xml;base64,PHN2Zy8+\" onload=\"x";
  const auto page = badge_page(view, {});
  CHECK_FALSE(page.contains("<script"));
  CHECK_FALSE(page.contains("onload=\""));
  CHECK(page.contains("&lt;script&gt;"));
}

TEST_CASE("only a picture that the badge brings along is on the page") {
  credential::BadgeView view{.edition = "3.0", .id = "", .name = "Host"};
  view.image = "https://school.example/track.png";
  CHECK_FALSE(badge_page(view, {}).contains("<img"));
  view.image = "data:image/svg+xml;base64,PHN2Zy8+";
  CHECK(badge_page(view, {}).contains("<img alt=\"\" src=\"data:image/svg+xml;base64,PHN2Zy8+\">"));
}

TEST_CASE("a hidden name stays hidden, and an empty line is left out") {
  credential::BadgeView view{.edition = "3.0", .id = "", .name = "Host"};
  view.is_subject_hashed = true;
  const auto page = badge_page(view, {});
  CHECK(page.contains("somebody whose name the badge does not tell"));
  CHECK_FALSE(page.contains("<dt>How</dt>"));
}

TEST_CASE("a name that turns the writing around turns nothing around but itself") {
  const std::string name = "\u2069\u202eyrarbiL";
  credential::BadgeView view{.edition = "3.0", .id = "", .name = name};
  view.issuer_name = name;
  view.issuer_id = "did:web:evil.example";
  view.evidence = {{name, "https://evil.example"}};
  credential::Verdict verdict;
  verdict.issuer_name = name;
  verdict.issuer = "did:web:evil.example";
  const auto page = badge_page(view, verdict);
  CHECK(page.contains("<dd><bdi>" + name + "</bdi> (<bdi>did:web:evil.example</bdi>)</dd>"));
  CHECK(page.contains("<dd><bdi>" + name + "</bdi>: <bdi>https://evil.example</bdi></dd>"));
  const auto sentence = page.substr(page.find("class=\"verdict\""));
  CHECK_FALSE(sentence.contains("\u202e"));
}

}  // namespace waarmerk::cli
