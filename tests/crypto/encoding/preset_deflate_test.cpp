#include "crypto/encoding/preset_deflate.hpp"

#include <doctest/doctest.h>

#include <string_view>

#include "crypto/encoding/error_codes.hpp"

namespace waarmerk::encoding {
namespace {

const ByteView dictionary = bytes_of("\"type\":[\"Achievement\"],\"name\":\"");
const ByteView text = bytes_of("{\"type\":[\"Achievement\"],\"name\":\"Host\"}");

}  // namespace

TEST_CASE("what stands in the dictionary is left out, and comes back") {
  const auto small = deflate_preset(text, dictionary);
  CHECK(small.size() < deflate_preset(text, {}).size() / 2);
  CHECK(inflate_preset(small, dictionary, text.size()) == to_bytes(text));
  CHECK(inflate_preset(deflate_preset({}, dictionary), dictionary, 0) == Bytes{});
}

TEST_CASE("another size, another dictionary, and what follows are refused") {
  auto small = deflate_preset(text, dictionary);
  CHECK(inflate_preset(small, dictionary, text.size() - 1).error().code == malformed);
  CHECK(inflate_preset(small, dictionary, text.size() + 1).error().code == malformed);
  CHECK(inflate_preset(small, {}, text.size()).error().code == malformed);
  CHECK(inflate_preset({}, dictionary, 0).error().code == malformed);
  const auto cut = ByteView(small).first(small.size() - 1);
  CHECK(inflate_preset(cut, dictionary, text.size()).error().code == malformed);
  small.push_back(0);
  CHECK(inflate_preset(small, dictionary, text.size()).error().code == malformed);
}

TEST_CASE("a bomb gets no more room than was asked for") {
  const auto bomb = deflate_preset(Bytes(16 << 20, 0), dictionary);
  CHECK(inflate_preset(bomb, dictionary, 100).error().code == malformed);
}

}  // namespace waarmerk::encoding
