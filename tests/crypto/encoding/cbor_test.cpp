#include "crypto/encoding/cbor.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "crypto/encoding/hex.hpp"

namespace waarmerk::encoding {
namespace {

Result<Cbor> decode(const std::string& hex) { return decode_cbor(*decode_hex(hex)); }

std::string encode(const Cbor& value) { return encode_hex(encode_cbor(value).value()); }

Cbor nested(int depth) {
  Cbor value = Cbor::uint(1);
  for (int i = 0; i < depth; ++i) value = Cbor::array({value});
  return value;
}

}  // namespace

TEST_CASE("the keys of a map may be in any order where that is asked, but none twice") {
  const auto in_any = [](const std::string& hex) {
    return decode_cbor(*decode_hex(hex), CborOrder::any).has_value();
  };
  CHECK(in_any("a201020304"));
  CHECK(in_any("a203040102"));
  CHECK_FALSE(decode("a203040102"));
  CHECK_FALSE(in_any("a3010203040102"));
  CHECK_FALSE(in_any("a1180102"));  // 1, in two bytes
}

TEST_CASE("the examples of RFC 8949 appendix A that are in our subset hold both ways") {
  for (const std::string hex : {"00",
                                "17",
                                "1818",
                                "1903e8",
                                "1a000f4240",
                                "1b000000e8d4a51000",
                                "1bffffffffffffffff",
                                "20",
                                "3863",
                                "3903e7",
                                "f4",
                                "f5",
                                "f6",
                                "40",
                                "4401020304",
                                "60",
                                "6449455446",
                                "62c3bc",
                                "64f0908591",
                                "80",
                                "83010203",
                                "8301820203820405",
                                "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
                                "a0",
                                "a201020304",
                                "a26161016162820203",
                                "826161a161626163"}) {
    CAPTURE(hex);
    const auto value = decode(hex);
    REQUIRE(value);
    CHECK(encode(*value) == hex);
  }
}

TEST_CASE("a decoded value can be asked what it holds") {
  const auto value = decode("a40120024100616183f5f6190100626162636a6f79");
  REQUIRE(value);
  CHECK(value->as_map()->size() == 4);
  CHECK(value->find(1)->as_integer() == -1);
  CHECK_FALSE(value->find(1)->as_uint());
  CHECK(*value->find(2)->as_bytes() == Bytes{0});
  CHECK(value->find("a")->as_array()->at(0).as_boolean() == true);
  CHECK(value->find("a")->as_array()->at(1).is_null());
  CHECK(value->find("a")->as_array()->at(2).as_uint() == 256);
  CHECK(*value->find("ab")->as_text() == "joy");
  CHECK(value->find("b") == nullptr);
  CHECK(value->find("a")->find("a") == nullptr);
}

TEST_CASE("a map is encoded in the order of its encoded keys") {
  const Cbor map = Cbor::map({{Cbor::text("aa"), Cbor::uint(1)},
                              {Cbor::text("b"), Cbor::uint(2)},
                              {Cbor::integer(-1), Cbor::uint(3)},
                              {Cbor::uint(100), Cbor::uint(4)},
                              {Cbor::uint(10), Cbor::uint(5)}});
  CHECK(encode(map) == "a50a05186404200361620262616101");
}

TEST_CASE("the edges of the integers come back") {
  const auto least = std::numeric_limits<std::int64_t>::min();
  CHECK(encode(Cbor::integer(least)) == "3b7fffffffffffffff");
  CHECK(decode("3b7fffffffffffffff")->as_integer() == least);
  CHECK(decode("3b8000000000000000").error().code == cbor_malformed);
  CHECK_FALSE(decode("1b8000000000000000")->as_integer());
  CHECK(encode(Cbor::uint(65535)) == "19ffff");
  CHECK(encode(Cbor::uint(65536)) == "1a00010000");
}

TEST_CASE("what is not deterministic, or not of the subset, is refused") {
  for (const std::string hex : {"",
                                "1800",
                                "1817",
                                "190001",
                                "1900ff",
                                "1a0000ffff",
                                "1b00000000ffffffff",
                                "3800",
                                "5800",
                                "1c",
                                "1f",
                                "5f42010243030405ff",
                                "7f657374726561646d696e67ff",
                                "9f01ff",
                                "bf01ff",
                                "c000",
                                "c11a514b67b0",
                                "f7",
                                "f0",
                                "f818",
                                "f93c00",
                                "fa47c35000",
                                "fb3ff199999999999a",
                                "ff",
                                "18",
                                "19ff",
                                "42aa",
                                "61",
                                "61ff",
                                "62c328",
                                "82",
                                "8201",
                                "a1",
                                "a101",
                                "a2020103",
                                "a202030102",
                                "a201020103",
                                "a2626161016162",
                                "0000",
                                "9bffffffffffffffff",
                                "5bffffffffffffffff",
                                "a26261610161620a"}) {
    CAPTURE(hex);
    const auto value = decode(hex);
    REQUIRE_FALSE(value);
    CHECK(value.error().code == cbor_malformed);
  }
}

TEST_CASE("depth, count and size are bounded in both directions") {
  CHECK(
      decode("818181818181"
             "01"));
  CHECK(decode("81818181818181"
               "01")
            .error()
            .code == cbor_malformed);
  CHECK(encode_cbor(nested(cbor_depth_max)));
  CHECK(encode_cbor(nested(cbor_depth_max + 1)).error().code == cbor_malformed);

  const auto most = encode_cbor(Cbor::array(Cbor::Array(cbor_items_max)));
  REQUIRE(most);
  CHECK(decode_cbor(*most)->as_array()->size() == cbor_items_max);
  CHECK(encode_cbor(Cbor::array(Cbor::Array(cbor_items_max + 1))).error().code == cbor_malformed);
  Bytes too_many{0x99, 0x10, 0x01};
  too_many.resize(too_many.size() + cbor_items_max + 1, 0xf6);
  CHECK(decode_cbor(too_many).error().code == cbor_malformed);

  const auto largest = encode_cbor(Cbor::bytes(Bytes(cbor_bytes_max - 5)));
  REQUIRE(largest);
  CHECK(decode_cbor(*largest));
  CHECK(encode_cbor(Cbor::bytes(Bytes(cbor_bytes_max - 4))).error().code == cbor_malformed);
  CHECK(decode_cbor(Bytes(cbor_bytes_max + 1)).error().code == cbor_malformed);
}

TEST_CASE("a key twice, and text that is not UTF-8, are not encoded") {
  const Cbor twice = Cbor::map({{Cbor::uint(1), Cbor()}, {Cbor::integer(1), Cbor()}});
  CHECK(encode_cbor(twice).error().code == cbor_malformed);
  CHECK(encode_cbor(Cbor::text("\xff")).error().code == cbor_malformed);
}

}  // namespace waarmerk::encoding
