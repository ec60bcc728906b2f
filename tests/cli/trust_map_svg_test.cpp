#include "cli/trust_map_svg.hpp"

#include <doctest/doctest.h>

#include "crypto/base/bytes.hpp"
#include "node/image/svg_scan.hpp"
#include "tests/support/trust_map_town.hpp"

namespace waarmerk::cli {
namespace {

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

std::string drawn(const TrustMap& map) {
  const auto svg = print_svg(map);
  REQUIRE(svg);
  return *svg;
}

}  // namespace

TEST_CASE("a drawn network has a title, says all of it in words, and names each part") {
  const auto svg = drawn(tests::trust_map_town());
  CHECK(svg.contains("role=\"img\" aria-labelledby=\"trust-title trust-words\""));
  CHECK(svg.contains("<title id=\"trust-title\">The network of trust around Gemeente</title>"));
  CHECK(svg.contains("<desc id=\"trust-words\">3 organisations and 5 bits of trust"));
  CHECK(
      svg.contains("Gemeente introduces did:web:west.example: 60, about anything, since "
                   "2024-01-05, until 2027-01-05."));
  // One for the picture, three cards, and four lines: of two bits between the same, one line.
  CHECK(count_of(svg, "<title") == 1 + 3 + 4);
  CHECK(svg.contains(">90 +1</text>"));
  CHECK(svg.contains(">Gemeente</text>"));
  CHECK(svg.contains(">you trust it: 120</text>"));
}

TEST_CASE("lines differ where no colour is seen") {
  const auto svg = drawn(tests::trust_map_town());
  CHECK(svg.contains("<path class=\"line\" stroke-width=\"2.2\""));
  CHECK(svg.contains("<path class=\"line issue\" stroke-width=\"2.7\""));
  CHECK(svg.contains("<path class=\"line new\""));
  CHECK(svg.contains(".issue { stroke-dasharray: 7 5 }"));
  CHECK(svg.contains("prefers-color-scheme: dark"));
}

TEST_CASE("a name that means no good stays text, and the picture is XML that refers to nothing") {
  const auto svg = drawn(tests::trust_map_town());
  CHECK_FALSE(svg.contains("<script"));
  CHECK_FALSE(svg.contains("<i>"));
  CHECK_FALSE(svg.contains("\x1b"));
  CHECK_FALSE(svg.contains("\u202e"));
  CHECK(svg.contains("&lt;/text&gt;&lt;script&gt;"));
  CHECK_FALSE(svg.contains("href"));
  CHECK_FALSE(svg.contains("url("));
  CHECK_FALSE(svg.contains("@import"));
  CHECK(count_of(svg, "http") == 1);  // the name space
  CHECK(node::image::scan_svg(svg));
}

TEST_CASE("an organisation of which nobody says anything is a picture too") {
  TrustMap map{.at = "2026-03-03T10:12:00Z"};
  map.stops.push_back({.did = "did:web:lone.example", .name = std::string(400, 'W')});
  const auto svg = drawn(map);
  CHECK(svg.contains("1 organisation and 0 bits of trust"));
  CHECK(svg.contains("WW…W"));
}

}  // namespace waarmerk::cli
