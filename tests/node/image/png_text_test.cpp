#include "node/image/png_text.hpp"

#include <doctest/doctest.h>

#include "node/image/baked_badge.hpp"
#include "tests/support/pictures.hpp"

namespace waarmerk::node::image {
namespace {

using tests::png_of;
using tests::tiny_png;

std::string zlib(std::string_view text) {
  return std::string(text_of(encoding::deflate_zlib(bytes_of(text))));
}

std::string international(std::string_view keyword, char compressed, const std::string& text) {
  std::string data(keyword);
  data += '\0';
  data += compressed;
  data.append(3, '\0');
  return data + text;
}

std::string inflated(std::string_view keyword, std::string_view text) {
  return std::string(keyword) + std::string(2, '\0') + zlib(text);
}

}  // namespace

TEST_CASE("texts of the three kinds are read") {
  const auto texts = read_texts(tiny_png({{"tEXt", std::string("a\0one", 5)},
                                          {"zTXt", inflated("b", "two")},
                                          {"iTXt", international("c", 0, "three é")},
                                          {"iTXt", international("d", 1, zlib("four"))}}));
  REQUIRE(texts);
  REQUIRE(texts->size() == 4);
  CHECK((*texts)[0].text == "one");
  CHECK_FALSE((*texts)[0].is_international);
  CHECK((*texts)[1].text == "two");
  CHECK((*texts)[2].text == "three é");
  CHECK((*texts)[2].is_international);
  CHECK((*texts)[3].text == "four");
  CHECK((*texts)[3].keyword == "d");
}

TEST_CASE("a header that is none is refused") {
  auto header = tests::png_header;
  header[8] = 7;  // bits a sample
  CHECK(read_texts(png_of({{"IHDR", header}, {"IDAT", ""}, {"IEND", ""}})).error().code ==
        malformed);
  const std::string no_width(13, '\0');
  CHECK_FALSE(read_texts(png_of({{"IHDR", no_width}, {"IDAT", ""}, {"IEND", ""}})));
}

TEST_CASE("a text whose compression is broken is refused, not left out") {
  CHECK(read_texts(tiny_png({{"zTXt", inflated("b", "two").substr(0, 8)}})).error().code ==
        malformed);
  CHECK_FALSE(read_texts(tiny_png({{"iTXt", international("d", 1, "four")}})));
  CHECK_FALSE(read_texts(tiny_png({{"iTXt", international("d", 2, "four")}})));
  CHECK_FALSE(read_texts(tiny_png({{"iTXt", "d"}})));
}

TEST_CASE("a text that inflates to more than a badge may be is refused") {
  CHECK(read_texts(tiny_png({{"zTXt", inflated("b", std::string(text_bytes_max, 'x'))}})));
  CHECK_FALSE(
      read_texts(tiny_png({{"zTXt", inflated("b", std::string(text_bytes_max * 2, 'x'))}})));
}

TEST_CASE("more texts than may be are refused") {
  const std::vector<tests::TestChunk> many(texts_max, {"tEXt", std::string("a\0b", 3)});
  CHECK(read_texts(tiny_png(many))->size() == texts_max);
  auto more = many;
  more.push_back(many.front());
  CHECK_FALSE(read_texts(tiny_png(more)));
}

TEST_CASE("an image that breaks off is refused") {
  const auto png = tiny_png();
  for (std::size_t size = 0; size < 40; ++size) {
    CHECK_FALSE(read_texts(ByteView(png).first(size)));
  }
}

}  // namespace waarmerk::node::image
