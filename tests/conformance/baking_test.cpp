// Baked images: those of the public validator and of the specification, read; and each of them
// baked again with its picture untouched.
#include <doctest/doctest.h>
#include <png.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "crypto/jose/jws.hpp"
#include "crypto/json/parse.hpp"
#include "node/image/baking.hpp"
#include "tests/support/vectors.hpp"

using namespace waarmerk;
using namespace waarmerk::node;

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> images_in(const fs::path& folder) {
  std::vector<fs::path> images;
  for (const auto& entry : fs::directory_iterator(folder)) images.push_back(entry.path());
  return images;
}

std::vector<std::uint8_t> pixels_of(const std::string& png) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  REQUIRE(png_image_begin_read_from_memory(&image, png.data(), png.size()) != 0);
  image.format = PNG_FORMAT_RGBA;
  std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(image));
  REQUIRE(png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr) != 0);
  return pixels;
}

/// JSON, or a compact JWS.
bool is_badge_file(const std::string& text) {
  return json::parse(text).has_value() || jose::open_jws(text).has_value();
}

}  // namespace

TEST_CASE("ob3: each baked image gives its badge") {
  VECTORS_OR_SKIP(folder, "ob3/baked");
  int count = 0;
  for (const auto& path : images_in(folder)) {
    CAPTURE(path.filename().string());
    const auto badge = image::unbake(tests::read_file(path));
    REQUIRE(badge);
    CHECK(badge->edition == image::Edition::open_badges_3);
    CHECK(is_badge_file(badge->text));
    ++count;
  }
  MESSAGE("ob3 baked images: " << count);
  CHECK(count == 6);
}

TEST_CASE("ob2: each baked image gives its assertion, and a plain one says that it has none") {
  VECTORS_OR_SKIP(folder, "ob2/baked");
  const std::map<std::string, bool> is_baked{{"baked_example.svg", true},
                                             {"baked_heart.png", true},
                                             {"simple-badge.png", true},
                                             {"public_domain_heart.png", false},
                                             {"unbaked_example.svg", false}};
  for (const auto& [name, expected] : is_baked) {
    CAPTURE(name);
    const auto badge = image::unbake(tests::read_file(folder / name));
    REQUIRE(badge.has_value() == expected);
    if (!expected) {
      CHECK(badge.error().code == image::no_badge);
      continue;
    }
    CHECK(badge->edition == image::Edition::open_badges_2);
    CHECK(is_badge_file(badge->text));
  }
}

TEST_CASE("ob3 and ob2: each image is baked again, and its picture stays") {
  VECTORS_OR_SKIP(newer, "ob3/baked");
  VECTORS_OR_SKIP(older, "ob2/baked");
  int count = 0;
  for (const auto& folder : {newer, older}) {
    for (const auto& path : images_in(folder)) {
      CAPTURE(path.filename().string());
      const auto before = tests::read_file(path);
      const auto after = image::bake(before, "{\"name\":\"new\"}");
      REQUIRE(after);
      CHECK(image::unbake(*after)->text == "{\"name\":\"new\"}");
      if (path.extension() == ".png") CHECK(pixels_of(*after) == pixels_of(before));
      ++count;
    }
  }
  CHECK(count == 11);
}
