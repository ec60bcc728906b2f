#include "node/credential/status_list.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/gzip.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

TEST_CASE("a new list has no bit set, and the least length that gives privacy") {
  const auto list = StatusList::make();
  REQUIRE(list.has_value());
  CHECK(list->size() == 131'072);
  CHECK(list->count() == 0);
  CHECK(list->get(131'071).value() == false);
}

TEST_CASE("entry 0 is the most significant bit of the first byte") {
  auto list = StatusList::make().value();
  REQUIRE(list.set(0, true).has_value());
  REQUIRE(list.set(9, true).has_value());
  CHECK(list.bytes()[0] == 0x80);
  CHECK(list.bytes()[1] == 0x40);
  REQUIRE(list.set(0, false).has_value());
  CHECK(list.bytes()[0] == 0);
  CHECK(list.count() == 1);
}

TEST_CASE("an index beyond the end is refused, to read and to write") {
  auto list = StatusList::make().value();
  CHECK(list.set(131'071, true).has_value());
  CHECK(list.set(131'072, true).error().code == index_range);
  CHECK(list.get(131'072).error().code == index_range);
  CHECK(list.get(~std::uint64_t{0}).error().code == index_range);
}

TEST_CASE("lengths that are too short, too long or no whole bytes are refused") {
  CHECK(StatusList::make(131'064).error().code == list_length);
  CHECK(StatusList::make(131'073).error().code == list_length);
  CHECK(StatusList::make((status_list_bytes_max + 1) * 8).error().code == list_length);
  CHECK(StatusList::from_bytes(Bytes(16'383)).error().code == list_length);
  CHECK(StatusList::make(131'080).has_value());
}

TEST_CASE("a list comes back from its text, and equal lists have equal texts") {
  auto list = StatusList::make().value();
  for (const std::uint64_t index : {0U, 7U, 8U, 94'567U, 131'071U}) {
    REQUIRE(list.set(index, true).has_value());
  }
  const auto text = list.encode();
  CHECK(text.front() == 'u');
  CHECK(StatusList::decode(text).value() == list);
  CHECK(StatusList::decode(text).value().encode() == text);
}

TEST_CASE("a text without its multibase letter is read only where that is allowed") {
  const auto text = StatusList::make().value().encode().substr(1);
  CHECK(StatusList::decode(text).error().code == list_malformed);
  CHECK(StatusList::decode(text, MultibasePrefix::optional).has_value());
  CHECK(StatusList::decode("z" + text, MultibasePrefix::optional).error().code == list_malformed);
  CHECK(StatusList::decode("", MultibasePrefix::optional).error().code == list_malformed);
}

TEST_CASE("what inflates beyond the limit is refused") {
  const Bytes zeros(status_list_bytes_max + 1);
  const auto bomb = "u" + encoding::encode_base64url(encoding::deflate_gzip(zeros));
  CHECK(StatusList::decode(bomb).error().code == list_length);
  const Bytes most(status_list_bytes_max);
  const auto largest = "u" + encoding::encode_base64url(encoding::deflate_gzip(most));
  CHECK(StatusList::decode(largest).value().size() == status_list_bytes_max * 8);
}

TEST_CASE("a cut, padded or foreign text is refused") {
  const auto text = StatusList::make().value().encode();
  CHECK(StatusList::decode(text.substr(0, 40)).error().code == list_malformed);
  CHECK(StatusList::decode(text + "==").error().code == list_malformed);
  CHECK(StatusList::decode("uaGVsbG8gd29ybGQ").error().code == list_malformed);
}

TEST_CASE("an entry of several bits has its highest bit first") {
  auto list = StatusList::make().value();
  REQUIRE(list.set_value(1, 3, 5).has_value());
  CHECK(list.get(3).value());
  CHECK_FALSE(list.get(4).value());
  CHECK(list.get(5).value());
  CHECK(list.get_value(1, 3).value() == 5);
  CHECK(list.get_value(0, 3).value() == 0);
  REQUIRE(list.set_value(1, 3, 2).has_value());
  CHECK(list.get_value(1, 3).value() == 2);
}

TEST_CASE("a value that has no room, and an entry past the end, are refused") {
  auto list = StatusList::make().value();
  CHECK(list.set_value(0, 2, 3).has_value());
  CHECK(list.set_value(0, 2, 4).error().code == index_range);
  CHECK(list.get_value(status_entries_min / 2 - 1, 2).has_value());
  CHECK(list.get_value(status_entries_min / 2, 2).error().code == index_range);
  CHECK(list.set_value(status_entries_min / 2, 2, 0).error().code == index_range);
  // The last bits that make no whole entry are no entry.
  CHECK(list.get_value(status_entries_min / 3, 3).error().code == index_range);
}
