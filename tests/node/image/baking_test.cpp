#include "node/image/baking.hpp"

#include <doctest/doctest.h>

#include "tests/support/pictures.hpp"

namespace waarmerk::node::image {
namespace {

const std::string png(text_of(tests::tiny_png()));
constexpr std::string_view svg = tests::tiny_svg;

}  // namespace

TEST_CASE("an image is known by its first bytes") {
  CHECK(format_of(png) == Format::png);
  CHECK(format_of(svg) == Format::svg);
  CHECK(format_of("\xEF\xBB\xBF\n <?xml version=\"1.0\"?><svg/>") == Format::svg);
  CHECK_FALSE(format_of("{\"a\":\"<svg/>\"}"));
  CHECK_FALSE(format_of("GIF89a"));
  CHECK_FALSE(format_of(""));
}

TEST_CASE("a badge goes into either kind of image and comes out the same") {
  for (const auto image : {std::string_view(png), svg}) {
    for (const std::string_view badge : {"{\"a\":\"é\"}", "eyA.e30.c2ln"}) {
      CHECK(unbake(bake(image, badge).value())->text == badge);
    }
  }
}

TEST_CASE("white space around a badge is not baked") {
  CHECK(unbake(bake(svg, "\n{}\n").value())->text == "{}");
}

TEST_CASE("what is no badge, no UTF-8 or too large is not baked") {
  CHECK(bake(svg, "hello world").error().code == bad_text);
  CHECK(bake(svg, "").error().code == bad_text);
  CHECK(bake(svg, "{").error().code == bad_text);
  CHECK(bake(png, "{\"a\":\"\xFF\"}").error().code == bad_text);
  CHECK(bake(png, std::string_view("{\0}", 3)).error().code == bad_text);
  CHECK(bake(png, "{" + std::string(text_bytes_max, ' ') + "}").error().code == bad_text);
}

TEST_CASE("a character that XML has no place for is refused in an SVG and fine in a PNG") {
  const std::string_view badge = "{\"a\":\"\xEF\xBF\xBF\"}";
  CHECK(bake(svg, badge).error().code == bad_text);
  CHECK(unbake(bake(png, badge).value())->text == badge);
}

TEST_CASE("other files are no image") {
  CHECK(bake("GIF89a", "{}").error().code == unknown_format);
  CHECK(unbake("{}").error().code == unknown_format);
}

}  // namespace waarmerk::node::image
