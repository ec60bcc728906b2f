#include "crypto/base/secret.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <type_traits>

using namespace waarmerk;

namespace {

bool is_blank(ByteView bytes) {
  return std::ranges::all_of(bytes, [](auto byte) { return byte == 0; });
}

}  // namespace

TEST_CASE("wiping leaves nothing of what was there") {
  ByteArray<4> bytes{1, 2, 3, 4};
  wipe(bytes);
  CHECK(is_blank(bytes));
}

TEST_CASE("a secret that moves leaves nothing behind") {
  const ByteArray<4> bytes{1, 2, 3, 4};
  Secret<4> first{bytes};
  const Secret<4> second{std::move(first)};
  CHECK(std::ranges::equal(second.view(), bytes));
  CHECK(is_blank(first.view()));  // NOLINT(bugprone-use-after-move): what is left is the point
}

TEST_CASE("a secret of any size that takes another's place has its bytes, and the other none") {
  SecretBytes first{{1, 2, 3}};
  SecretBytes second{{9}};
  second = std::move(first);
  CHECK(std::ranges::equal(second.view(), Bytes{1, 2, 3}));
  CHECK(first.view().empty());  // NOLINT(bugprone-use-after-move): what is left is the point
}

TEST_CASE("a secret cannot be copied") {
  CHECK_FALSE(std::is_copy_constructible_v<Secret<4>>);
  CHECK_FALSE(std::is_copy_assignable_v<Secret<4>>);
  CHECK_FALSE(std::is_copy_constructible_v<SecretBytes>);
}
