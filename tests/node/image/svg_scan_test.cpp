#include "node/image/svg_scan.hpp"

#include <doctest/doctest.h>

#include "tests/support/pictures.hpp"

namespace waarmerk::node::image {
namespace {

std::string svg_with(std::string_view inside) {
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:openbadges=\"" +
         std::string(svg_namespace) + "\">" + std::string(inside) + "</svg>";
}

ErrorCode code_of(std::string_view svg) { return scan_svg(svg).error().code; }

std::string text_in(std::string_view inside) {
  const auto scan = scan_svg(svg_with(inside));
  REQUIRE(scan);
  REQUIRE(scan->badges.size() == 1);
  return scan->badges[0].badge.text;
}

constexpr std::string_view bomb =
    "<!DOCTYPE svg [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>"
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>&c;</text></svg>";
constexpr std::string_view reach =
    "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>&x;</text></svg>";

}  // namespace

TEST_CASE("the root of an SVG and its badge are found at their bytes") {
  const std::string svg =
      "<?xml version=\"1.0\"?>\n<s:svg\n xmlns:s=\"http://www.w3.org/2000/svg\""
      " xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\">"
      "<openbadges:credential verify=\"a.b.c\"/></s:svg>";
  const auto scan = scan_svg(svg);
  REQUIRE(scan);
  CHECK(scan->root_name == "s:svg");
  CHECK(svg.substr(scan->root_tag.begin, 6) == "<s:svg");
  CHECK(svg.substr(scan->root_tag.end, 5) == "<open");
  CHECK(scan->badge_namespace == svg_namespace);
  REQUIRE(scan->badges.size() == 1);
  const auto& [badge, place] = scan->badges[0];
  CHECK(badge.text == "a.b.c");
  CHECK(svg.substr(place.begin, place.end - place.begin) ==
        "<openbadges:credential verify=\"a.b.c\"/>");
}

TEST_CASE("a badge is found by its namespace, whatever the prefix is") {
  CHECK(text_in("<b:credential xmlns:b=\"https://purl.imsglobal.org/ob/v3p0\">{}</b:credential>") ==
        "{}");
  CHECK(scan_svg(svg_with("<openbadges:other/><credential>{}</credential>"))->badges.empty());
}

TEST_CASE("what stands in CDATA is the badge, and white space around it is not") {
  CHECK(
      text_in("<openbadges:credential>\n <![CDATA[ {\"a\":\"]]\"} ]]>\n</openbadges:credential>") ==
      " {\"a\":\"]]\"} ");
  CHECK(text_in("<openbadges:credential>{&quot;a&quot;:1}</openbadges:credential>") == "{\"a\":1}");
  CHECK(text_in("<openbadges:credential>{<![CDATA[}]]></openbadges:credential>") == "{}");
}

TEST_CASE("an assertion of Open Badges 2.0 is its signature, its body, or its URL") {
  const auto assertion = [](std::string_view verify, std::string_view body) {
    return text_in("<o:assertion xmlns:o=\"http://openbadges.org\" verify=\"" +
                   std::string(verify) + "\">" + std::string(body) + "</o:assertion>");
  };
  CHECK(assertion("https://a.example/1", "<![CDATA[{}]]>") == "{}");
  CHECK(assertion("https://a.example/1", " ") == "https://a.example/1");
  CHECK(assertion("eyA.b.c", "{}") == "eyA.b.c");
}

TEST_CASE("entities of its own make an SVG unsafe, and a plain document type does not") {
  CHECK(code_of(bomb) == unsafe_xml);
  CHECK(code_of(reach) == unsafe_xml);
  const std::string plain =
      "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
      "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">";
  CHECK(scan_svg(plain + svg_with("<text>&lt;&#233;</text>")));
  CHECK(code_of(plain + svg_with("<text>&outside;</text>")) == unsafe_xml);
  CHECK(code_of(svg_with("<text>&outside;</text>")) == malformed);
}

TEST_CASE("another encoding than UTF-8 is refused") {
  const auto declared = [](std::string_view name) {
    return "<?xml version=\"1.0\" encoding=\"" + std::string(name) + "\"?>" + svg_with("");
  };
  CHECK(scan_svg(declared("utf-8")));
  CHECK(scan_svg("\xEF\xBB\xBF" + declared("UTF-8")));
  CHECK(code_of(declared("ISO-8859-1")) == unsafe_xml);
  CHECK(code_of(std::string("\xFE\xFF\0<\0s", 6)) == malformed);
}

TEST_CASE("what is not well-formed, or no SVG, is refused") {
  CHECK(code_of("") == malformed);
  CHECK(code_of("<svg>") == malformed);
  CHECK(code_of("<svg></svg><svg/>") == malformed);
  CHECK(code_of("<html></html>") == malformed);
  CHECK(code_of("<svg a=\"1\" a=\"2\"/>") == malformed);
  CHECK(code_of("<svg><u:x/></svg>") == malformed);
}

TEST_CASE("an SVG that is nested too deeply, has too many badges or is too large is refused") {
  const auto nested = [](std::size_t depth) {
    std::string open;
    std::string close;
    for (std::size_t i = 1; i < depth; ++i) open += "<g>", close += "</g>";
    return svg_with(open + close);
  };
  CHECK(scan_svg(nested(svg_depth_max)));
  CHECK(code_of(nested(svg_depth_max + 1)) == too_large);
  std::string many;
  for (std::size_t i = 0; i < svg_badges_max; ++i) many += "<openbadges:credential/>";
  CHECK(scan_svg(svg_with(many)));
  CHECK(code_of(svg_with(many + "<openbadges:credential/>")) == too_large);
  const auto large = std::string(text_bytes_max + 1, ' ');
  CHECK(code_of(svg_with("<openbadges:credential>" + large + "</openbadges:credential>")) ==
        too_large);
  CHECK(code_of(std::string(image_bytes_max + 1, ' ')) == too_large);
}

}  // namespace waarmerk::node::image
