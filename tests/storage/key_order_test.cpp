#include "storage/key_order.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace waarmerk::storage {
namespace {

using namespace std::string_literals;

Bytes text_key(std::string_view text) { return KeyWriter().text(text).u8(7).take(); }

TEST_CASE("numbers in keys sort as they do outside") {
  const std::uint64_t large = std::numeric_limits<std::uint64_t>::max();
  CHECK(KeyWriter().u64(1).take() < KeyWriter().u64(256).take());
  CHECK(KeyWriter().u64(255).take() < KeyWriter().u64(256).take());
  CHECK(KeyWriter().u64(large - 1).take() < KeyWriter().u64(large).take());
  CHECK(KeyWriter().u32(65535).take() < KeyWriter().u32(65536).take());
  CHECK(KeyWriter().u8(127).take() < KeyWriter().u8(128).take());
  CHECK(KeyWriter().u32(0x01020304).take() == Bytes{1, 2, 3, 4});
}

TEST_CASE("texts in keys sort as they do outside, whatever follows them") {
  const std::vector<std::string> sorted{"",     "\0"s,  "\0\0"s,   "\0\1"s,   "\0\xff"s, "\1",
                                        "a",    "a\0"s, "a\0b"s,   "a\1"s,    "ab",      "b",
                                        "\xfe", "\xff", "\xff\0"s, "\xff\xff"};
  REQUIRE(std::ranges::is_sorted(sorted, [](const auto& left, const auto& right) {
    return std::ranges::lexicographical_compare(bytes_of(left), bytes_of(right));
  }));
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    CAPTURE(i);
    CHECK(text_key(sorted[i - 1]) < text_key(sorted[i]));
  }
}

TEST_CASE("a key gives back its parts in order") {
  const auto key =
      KeyWriter().u8(250).text("a\0\xff\1z"s).u32(7).fixed(Bytes{0, 1, 2}).u64(1ULL << 63).take();
  KeyReader reader(key);
  CHECK(*reader.u8() == 250);
  CHECK(text_of(*reader.text()) == "a\0\xff\1z"s);
  CHECK(*reader.u32() == 7);
  CHECK(to_bytes(*reader.fixed(3)) == Bytes{0, 1, 2});
  CHECK_FALSE(reader.end());
  CHECK(*reader.u64() == 1ULL << 63);
  CHECK(reader.end());
}

TEST_CASE("a key that ends too soon or goes on too long is refused") {
  const Bytes three{1, 2, 3};
  CHECK(KeyReader(three).u32().error().code == bad_key_bytes);
  CHECK(KeyReader(three).u64().error().code == bad_key_bytes);
  CHECK(KeyReader({}).u8().error().code == bad_key_bytes);
  CHECK(KeyReader(three).fixed(4).error().code == bad_key_bytes);
  CHECK(KeyReader(three).end().error().code == bad_key_bytes);
}

TEST_CASE("a text that does not end, or is escaped in another way, is refused") {
  const auto read = [](const std::string& bytes) { return KeyReader(bytes_of(bytes)).text(); };
  CHECK(read("ab\0\1"s));
  CHECK(read(""s).error().code == bad_key_bytes);
  CHECK(read("ab"s).error().code == bad_key_bytes);
  CHECK(read("ab\0"s).error().code == bad_key_bytes);
  CHECK(read("ab\0\xff"s).error().code == bad_key_bytes);
  CHECK(read("ab\0\2c\0\1"s).error().code == bad_key_bytes);
}

}  // namespace
}  // namespace waarmerk::storage
