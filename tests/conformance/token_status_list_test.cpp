// IETF Token Status List: each list of the specification holds the values that it says, of 1, 2, 4
// and 8 bits, and the example token is one. Exceptions: none.
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "crypto/encoding/cbor.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/json/reader.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/status_token.hpp"
#include "node/credential/token_status_list.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/status_cwt.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::node::credential {
namespace {

TokenStatusList list_of(const json::Reader& one) {
  const auto list = one.get_object("json").value();
  const auto bits = list.get_integer("bits").value();
  CHECK(one.get_integer("bits").value() == bits);
  return TokenStatusList::decode(list.get_string("lst").value(), bits).value();
}

std::map<std::uint64_t, std::int64_t> values_of(const json::Reader& one) {
  std::map<std::uint64_t, std::int64_t> values;
  for (const json::Member member : one.find("nonzero_values")->value().members()) {
    values[std::stoull(std::string(member.name))] = member.value.integer().value();
  }
  return values;
}

void check_values(const json::Reader& one) {
  const auto list = list_of(one);
  CHECK(list.size() == static_cast<std::uint64_t>(one.get_integer("entries").value()));
  const auto wanted = values_of(one);  // among them a few that are said to be 0
  std::uint64_t wrong = 0;
  for (std::uint64_t i = 0; i < list.size(); ++i) {
    const auto found = wanted.find(i);
    wrong += list.get(i).value() != (found == wanted.end() ? 0 : found->second) ? 1 : 0;
  }
  CHECK(wrong == 0);
  CHECK(TokenStatusList::decode(list.encode(), list.bits()).value() == list);
}

}  // namespace

TEST_CASE("token-status-list: each list holds its values") {
  VECTORS_OR_SKIP(file, "token-status-list/vectors.json");
  const auto document = tests::parse_json(tests::read_file(file));
  const json::Reader root(document);
  int short_lists = 0;
  for (const auto& one : root.one_or_many("short")) {
    CHECK(encoding::encode_hex(list_of(one).bytes()) == one.get_string("byte_array_hex").value());
    ++short_lists;
  }
  int long_lists = 0;
  for (const auto& one : root.one_or_many("long")) {
    check_values(one);
    ++long_lists;
  }
  MESSAGE("token-status-list: ", short_lists, " + ", long_lists, " lists");
  CHECK(short_lists == 2);
  CHECK(long_lists == 4);
}

TEST_CASE("token-status-list: each list in CBOR is the one in JSON, inside a CWT") {
  VECTORS_OR_SKIP(file, "token-status-list/vectors.json");
  const auto document = tests::parse_json(tests::read_file(file));
  const auto party = tests::TestParty::with_key(1);
  int lists = 0;
  for (const auto& one : json::Reader(document).one_or_many("long")) {
    const auto bytes = encoding::decode_hex(one.get_string("cbor_hex").value()).value();
    const auto list = encoding::decode_cbor(bytes, encoding::CborOrder::any);
    REQUIRE(list.has_value());
    const auto token = tests::sign_cwt(
        {{encoding::Cbor::uint(tests::cwt_sub), encoding::Cbor::text("https://example.com/1")},
         {encoding::Cbor::uint(tests::cwt_iat), encoding::Cbor::uint(1'686'920'170)},
         {encoding::Cbor::uint(tests::cwt_status_list), *list}},
        *party.signer);
    const auto opened = open_status_token(token);
    REQUIRE(opened.has_value());
    const auto read = read_status_token(opened->document.root());
    REQUIRE(read.has_value());
    CHECK(read->list == list_of(one));
    ++lists;
  }
  CHECK(lists == 4);
}

TEST_CASE("token-status-list: the example token is opened and read") {
  VECTORS_OR_SKIP(file, "token-status-list/vectors.json");
  const auto document = tests::parse_json(tests::read_file(file));
  const auto text = json::Reader(document).get_string("example_status_list_token_jwt").value();
  const auto opened = open_token(text, status_token_type);
  REQUIRE(opened.has_value());
  const auto token = read_status_token(opened->document.root());
  REQUIRE(token.has_value());
  CHECK(token->url == "https://example.com/statuslists/1");
  CHECK(token->list.get(0).value() == 1);
  CHECK(open(text).error().code == unsupported_format);
}

}  // namespace waarmerk::node::credential
