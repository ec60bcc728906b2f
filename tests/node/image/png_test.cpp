#include "node/image/png.hpp"

#include <doctest/doctest.h>

#include "node/image/png_chunks.hpp"
#include "tests/support/pictures.hpp"

namespace waarmerk::node::image {
namespace {

using tests::tiny_png;

constexpr std::string_view badge = "{\"id\":\"urn:uuid:1\",\"name\":\"Café ✓\"}";

std::string old_text(std::string_view text) {
  return "openbadges" + std::string(1, '\0') + std::string(text);
}

std::string credential_text(std::string_view text, char compressed = 0) {
  return "openbadgecredential" + std::string(1, '\0') + compressed + std::string(3, '\0') +
         std::string(text);
}

/// Every chunk but those with the keyword of a credential.
Bytes without_credential(const Bytes& png) {
  Bytes rest;
  for (const auto& chunk : read_chunks(png).value()) {
    if (!text_of(chunk.data).starts_with("openbadgecredential")) append(rest, chunk.whole);
  }
  return rest;
}

}  // namespace

TEST_CASE("what is baked into a PNG comes out to the byte, and all else stays") {
  const auto plain = tiny_png({{"tEXt", std::string("Title\0Hi", 8)}, {"prVt", "private"}});
  const auto baked = bake_png(plain, badge);
  REQUIRE(baked);
  const auto found = unbake_png(*baked);
  REQUIRE(found);
  CHECK(found->text == badge);
  CHECK(found->edition == Edition::open_badges_3);
  CHECK(without_credential(*baked) == without_credential(plain));
}

TEST_CASE("the chunk in a PNG is as the specification writes it: no compression, no language") {
  const auto baked = bake_png(tiny_png(), "a.b.c").value();
  const auto chunks = read_chunks(baked).value();
  REQUIRE(chunks.size() == 4);
  CHECK(chunks[1].type == "iTXt");
  CHECK(text_of(chunks[1].data) == credential_text("a.b.c"));
  CHECK(chunks[2].type == "IDAT");
}

TEST_CASE("baking a PNG again replaces the badge, wherever it stood") {
  const auto once = bake_png(tiny_png(), "a.b.c").value();
  const auto twice = bake_png(once, badge).value();
  CHECK(unbake_png(twice)->text == badge);
  CHECK(without_credential(twice) == without_credential(tiny_png()));
  const auto broken = tiny_png({{"iTXt", credential_text("four", 1)}});
  CHECK_FALSE(unbake_png(broken));
  CHECK(unbake_png(bake_png(broken, badge).value())->text == badge);
}

TEST_CASE("a badge behind the picture is found too") {
  const auto png = tests::png_of({{"IHDR", tests::png_header},
                                  {"IDAT", tests::png_pixel()},
                                  {"iTXt", credential_text(badge)},
                                  {"IEND", ""}});
  CHECK(unbake_png(png)->text == badge);
}

TEST_CASE("the keyword of Open Badges 2.0 is read, and stays when the new one is baked") {
  const auto old = tiny_png({{"tEXt", old_text("https://school.example/assertion")}});
  CHECK(unbake_png(old)->edition == Edition::open_badges_2);
  CHECK(unbake_png(old)->text == "https://school.example/assertion");
  const auto both = bake_png(old, badge).value();
  CHECK(unbake_png(both)->text == badge);
  CHECK(read_chunks(both)->size() == read_chunks(old)->size() + 1);
}

TEST_CASE("a text in Latin-1 becomes UTF-8, and one in UTF-8 stays") {
  CHECK(unbake_png(tiny_png({{"tEXt", old_text("caf\xE9")}}))->text == "café");
  CHECK(unbake_png(tiny_png({{"tEXt", old_text("café")}}))->text == "café");
  const auto broken = tiny_png({{"iTXt", credential_text("caf\xE9")}});
  CHECK(unbake_png(broken).error().code == malformed);
}

TEST_CASE("a PNG without a badge, or with two, says so") {
  CHECK(unbake_png(tiny_png()).error().code == no_badge);
  CHECK(unbake_png(tiny_png({{"tEXt", std::string("openbadgesX\0{}", 14)}})).error().code ==
        no_badge);
  const auto two = tiny_png({{"iTXt", credential_text("{}")}, {"iTXt", credential_text("{ }")}});
  CHECK(unbake_png(two).error().code == two_badges);
}

TEST_CASE("nothing is baked into a PNG that is damaged or whose header is none") {
  auto header = tests::png_header;
  header[9] = 5;  // kind of colours
  CHECK(
      bake_png(tests::png_of({{"IHDR", header}, {"IDAT", ""}, {"IEND", ""}}), badge).error().code ==
      malformed);
  auto damaged = tiny_png();
  damaged[20] ^= 1;
  CHECK(bake_png(damaged, badge).error().code == malformed);
}

}  // namespace waarmerk::node::image
