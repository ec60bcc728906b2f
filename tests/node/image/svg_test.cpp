#include "node/image/svg.hpp"

#include <doctest/doctest.h>

#include "tests/support/pictures.hpp"

namespace waarmerk::node::image {
namespace {

using tests::tiny_svg;

constexpr std::string_view badge = "{\"id\":\"urn:uuid:1\",\"name\":\"Café ✓ <&> ]]> ]]]>>\"}";

std::string unbaked(std::string_view svg) {
  const auto found = unbake_svg(svg);
  REQUIRE(found);
  return found->text;
}

std::string baked(std::string_view svg, std::string_view text) {
  const auto image = bake_svg(svg, text);
  REQUIRE(image);
  return *image;
}

/// The image without its credential element and the declaration of its prefix.
std::string stripped(std::string svg) {
  const std::string declared = " xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"";
  const std::string end = "</openbadges:credential>";
  const auto from = svg.find("<openbadges:credential");
  svg.erase(from, svg.find(end) + end.size() - from);
  return svg.erase(svg.find(declared), declared.size());
}

}  // namespace

TEST_CASE("what is baked into an SVG comes out to the byte, and all else stays") {
  const auto image = baked(tiny_svg, badge);
  CHECK(unbaked(image) == badge);
  CHECK(stripped(image) == tiny_svg);
}

TEST_CASE("a JWS goes into the attribute, right behind the root's tag") {
  CHECK(baked(tiny_svg, "a.b.c") ==
        "<svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\""
        " xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\">"
        "<openbadges:credential verify=\"a.b.c\"></openbadges:credential><rect/></svg>");
}

TEST_CASE("carriage returns in a badge survive XML, which would drop them") {
  CHECK(unbaked(baked(tiny_svg, "{\r\n\"a\":\r1}")) == "{\r\n\"a\":\r1}");
}

TEST_CASE("baking an SVG again replaces the badge, wherever it stood") {
  const auto once = baked(tiny_svg, badge);
  CHECK(baked(once, badge) == once);
  const auto other = baked(once, "a.b.c");
  CHECK(unbaked(other) == "a.b.c");
  CHECK(stripped(other) == tiny_svg);
  const std::string last =
      "<svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"><g/>"
      "<openbadges:credential verify=\"a.b.c\"/><openbadges:credential verify=\"a.b.d\"/></svg>";
  CHECK(unbake_svg(last).error().code == two_badges);
  CHECK(unbaked(baked(last, badge)) == badge);
}

TEST_CASE("an empty root is opened, and one with a prefix keeps it") {
  CHECK(baked("<svg/>", "a.b.c").ends_with("</openbadges:credential></svg>"));
  CHECK(unbaked(baked("<svg/>", badge)) == badge);
  const auto prefixed = baked("<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" />", badge);
  CHECK(prefixed.ends_with("</s:svg>"));
  CHECK(unbaked(prefixed) == badge);
}

TEST_CASE("where the prefix stands for Open Badges 2.0 both badges are kept, and the new is read") {
  const std::string old =
      "<svg xmlns:openbadges=\"http://openbadges.org\">"
      "<openbadges:assertion verify=\"https://a.example/1\"/></svg>";
  CHECK(unbake_svg(old)->edition == Edition::open_badges_2);
  const auto both = baked(old, badge);
  CHECK(unbaked(both) == badge);
  CHECK(both.contains("<openbadges:assertion verify=\"https://a.example/1\"/>"));
}

TEST_CASE("an SVG without a badge says so, and one that is unsafe is not baked") {
  CHECK(unbake_svg(tiny_svg).error().code == no_badge);
  CHECK(bake_svg("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>", badge).error().code == unsafe_xml);
  CHECK(bake_svg("<svg>", badge).error().code == malformed);
}

}  // namespace waarmerk::node::image
