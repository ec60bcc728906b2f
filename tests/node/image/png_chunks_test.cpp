#include "node/image/png_chunks.hpp"

#include <doctest/doctest.h>

#include "node/image/baked_badge.hpp"
#include "tests/support/pictures.hpp"

namespace waarmerk::node::image {
namespace {

using tests::png_header;
using tests::png_of;
using tests::png_pixel;
using tests::tiny_png;

ErrorCode code_of(const Bytes& png) { return read_chunks(png).error().code; }

}  // namespace

TEST_CASE("the chunks of a PNG are found, in order and whole") {
  const auto png = tiny_png({{"tEXt", std::string("Title\0Hi", 8)}});
  const auto chunks = read_chunks(png);
  REQUIRE(chunks);
  REQUIRE(chunks->size() == 4);
  CHECK((*chunks)[1].type == "tEXt");
  CHECK(text_of((*chunks)[1].data).ends_with("Hi"));
  Bytes again = to_bytes(ByteView(png).first(png_signature_bytes));
  for (const auto& chunk : *chunks) append(again, chunk.whole);
  CHECK(again == png);
}

TEST_CASE("a PNG that breaks off anywhere is refused") {
  const auto png = tiny_png();
  for (std::size_t size = 0; size < png.size(); ++size) {
    CHECK(code_of(Bytes(png.begin(), png.begin() + static_cast<std::ptrdiff_t>(size))) ==
          malformed);
  }
}

TEST_CASE("a PNG with any byte changed is refused") {
  const auto png = tiny_png();
  for (std::size_t i = 0; i < png.size(); ++i) {
    auto changed = png;
    changed[i] ^= 0x20;
    CHECK_FALSE(read_chunks(changed));
  }
}

TEST_CASE("something behind the end of a PNG is refused") {
  auto png = tiny_png();
  png.push_back(0);
  CHECK(code_of(png) == malformed);
}

TEST_CASE("a PNG begins with its header, has one, and holds a picture") {
  CHECK(code_of(png_of({{"IHDR", png_header}, {"IEND", ""}})) == malformed);
  CHECK(code_of(png_of({{"IDAT", png_pixel()}, {"IHDR", png_header}, {"IEND", ""}})) == malformed);
  CHECK(code_of(png_of(
            {{"IHDR", png_header}, {"IHDR", png_header}, {"IDAT", png_pixel()}, {"IEND", ""}})) ==
        malformed);
}

TEST_CASE("a chunk that claims more than there is reaches for nothing") {
  auto png = tiny_png();
  png[8] = 0xFF;
  CHECK(code_of(png) == malformed);
}

TEST_CASE("a PNG with too many chunks, or too many bytes, is refused") {
  const std::vector<tests::TestChunk> many(chunks_max, {"teST", ""});
  CHECK(code_of(tiny_png(many)) == too_large);
  CHECK(read_chunks(tiny_png({{"teST", std::string(image_bytes_max - 1024, 'x')}})));
  CHECK(code_of(tiny_png({{"teST", std::string(image_bytes_max, 'x')}})) == too_large);
}

}  // namespace waarmerk::node::image
