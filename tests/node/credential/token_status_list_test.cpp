#include "node/credential/token_status_list.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/gzip.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/jose/jwt.hpp"
#include "node/credential/status_list.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

// IETF Token Status List, section 4.1 and its example of 2 bits.
TEST_CASE("entries stand from the least significant bits up") {
  auto one = TokenStatusList::make(16, 1).value();
  for (const std::uint64_t index : {0U, 3U, 4U, 5U, 7U, 8U, 9U, 13U, 15U}) {
    REQUIRE(one.set(index, 1).has_value());
  }
  CHECK(encoding::encode_hex(one.bytes()) == "b9a3");
  auto two = TokenStatusList::make(12, 2).value();
  const std::uint8_t values[] = {1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3};
  for (std::uint64_t i = 0; i < 12; ++i) REQUIRE(two.set(i, values[i]).has_value());
  CHECK(encoding::encode_hex(two.bytes()) == "c944f9");
  for (std::uint64_t i = 0; i < 12; ++i) CHECK(two.get(i).value() == values[i]);
}

TEST_CASE("a list comes back from its text, at each width") {
  for (const std::int64_t bits : {1, 2, 4, 8}) {
    auto list = TokenStatusList::make(1000, bits).value();
    REQUIRE(list.set(7, 1).has_value());
    REQUIRE(list.set(999, static_cast<std::uint8_t>((1 << bits) - 1)).has_value());
    CHECK(TokenStatusList::decode(list.encode(), bits).value() == list);
    CHECK(list.set(7, 0).has_value());
    CHECK(list.get(7).value() == 0);
    CHECK(list.size() == 1000);
  }
}

TEST_CASE("an index or a value that there is no room for is refused") {
  auto list = TokenStatusList::make(8, 2).value();
  CHECK(list.set(7, 3).has_value());
  CHECK(list.set(7, 4).error().code == index_range);
  CHECK(list.set(8, 0).error().code == index_range);
  CHECK(list.get(8).error().code == index_range);
  CHECK(list.get(~std::uint64_t{0}).error().code == index_range);
}

TEST_CASE("what was withdrawn is 1 in the list, however long that is") {
  auto list = TokenStatusList::make(8, 2).value();
  REQUIRE(list.set(1, 3).has_value());
  REQUIRE(list.set(2, 2).has_value());
  const Bytes withdrawn{0x60, 0x01};  // 1, 2 and 15
  const auto all = list.with_withdrawn(withdrawn);
  CHECK(encoding::encode_hex(all) == "14000040");
  CHECK(encoding::encode_hex(list.with_withdrawn({})) == "2c00");
}

TEST_CASE("a list of another width, too large, or not of zlib is refused") {
  for (const std::int64_t bits : {0, 3, 16, -1}) {
    CHECK(TokenStatusList::make(8, bits).error().code == list_malformed);
    CHECK(TokenStatusList::decode("eNrbuRgAAhcBXQ", bits).error().code == list_malformed);
  }
  CHECK(TokenStatusList::make(status_list_bytes_max * 8 + 1, 1).error().code == list_length);
  CHECK(TokenStatusList::decode("eNrbuRgAAhcBXQ", 1).has_value());
  for (const std::string_view text : {"", "eNrbuRgAAhcBXQ==", "eNrbuRgAAhcBX", "aGVsbG8"}) {
    CAPTURE(text);
    CHECK(TokenStatusList::decode(text, 1).error().code == list_malformed);
  }
  const auto bomb = encoding::deflate_zlib(Bytes(status_list_bytes_max + 1));
  CHECK(TokenStatusList::decode(encoding::encode_base64url(bomb), 1).error().code == list_length);
  const auto zipped = encoding::deflate_gzip(Bytes(16));
  CHECK(TokenStatusList::decode(encoding::encode_base64url(zipped), 1).error().code ==
        list_malformed);
}

TEST_CASE("a token says whose it is, of when, and what it holds") {
  const auto read = [](std::string_view text) {
    return read_status_token(tests::parse_json(text).root());
  };
  const auto token =
      read(R"({"sub":"https://a.example/1","iss":"did:x:y","iat":1767571200,"exp":1772532720,)"
           R"("ttl":43200,"status_list":{"bits":1,"lst":"eNrbuRgAAhcBXQ"}})");
  REQUIRE(token.has_value());
  CHECK(token->url == "https://a.example/1");
  CHECK(token->issuer == "did:x:y");
  CHECK(token->issued == tests::badge_issued);
  CHECK(token->expires == tests::badge_now);
  CHECK(token->ttl_ms == 12 * hour_ms);
  CHECK(token->list.get(0).value() == 1);
  for (const std::string_view text :
       {R"({"sub":"https://a.example/1","iat":1})",
        R"({"iat":1,"status_list":{"bits":1,"lst":"eNrbuRgAAhcBXQ"}})",
        R"({"sub":"a:b","status_list":{"bits":1,"lst":"eNrbuRgAAhcBXQ"}})",
        R"({"sub":"a:b","iat":1,"status_list":{"bits":"1","lst":"eNrbuRgAAhcBXQ"}})",
        R"({"sub":"a:b","iat":1,"status_list":{"bits":1,"lst":7}})",
        R"({"sub":"a:b","iat":1,"status_list":{"bits":5,"lst":"eNrbuRgAAhcBXQ"}})"}) {
    CAPTURE(text);
    CHECK(read(text).error().code == list_malformed);
  }
  CHECK(read(R"({"sub":1})").error().code == jose::bad_claims);
}

TEST_CASE("a token that is written is read as it was, in whole seconds") {
  auto list = TokenStatusList::make(65'536, 2).value();
  REQUIRE(list.set(7, 1));
  REQUIRE(list.set(65'535, 2));
  const StatusToken token{.url = "https://a.example/status/3",
                          .issuer = "did:web:a.example",
                          .issued = tests::badge_issued,
                          .expires = tests::badge_now,
                          .ttl_ms = hour_ms,
                          .list = list};
  const auto text = write_status_token(token);
  CHECK(text.contains(R"("ttl":3600)"));
  const auto read = read_status_token(tests::parse_json(text).root());
  REQUIRE(read);
  CHECK(read->url == token.url);
  CHECK(read->issuer == token.issuer);
  CHECK(read->issued == token.issued);
  CHECK(read->expires == token.expires);
  CHECK(read->ttl_ms == hour_ms);
  CHECK(read->list == list);
  const auto least = write_status_token({.url = "a:b", .issued = tests::badge_now, .list = list});
  CHECK_FALSE(least.contains("\"iss\""));
  CHECK_FALSE(least.contains("\"exp\""));
  CHECK_FALSE(least.contains("\"ttl\""));
}
