#include "node/credential/status_token.hpp"

#include <doctest/doctest.h>

#include "crypto/jose/jws.hpp"
#include "node/credential/signatures.hpp"
#include "node/credential/status_list.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/status_cwt.hpp"
#include "tests/support/status_judge.hpp"

namespace waarmerk::node::credential {
namespace {

using encoding::Cbor;
using tests::list_issuer;

constexpr std::int64_t issued_s = 1'767'571'200;
const std::string place(tests::list_url);

TokenStatusList list_with(std::uint8_t value) {
  auto list = TokenStatusList::make(100, 2).value();
  REQUIRE(list.set(5, value));
  return list;
}

Cbor::Map claims_of(std::uint8_t value = 0) {
  return {{Cbor::uint(tests::cwt_iss), Cbor::text(list_issuer().did)},
          {Cbor::uint(tests::cwt_sub), Cbor::text(place)},
          {Cbor::uint(tests::cwt_iat), Cbor::integer(issued_s)},
          {Cbor::uint(tests::cwt_exp), Cbor::integer(tests::badge_now.ms / second_ms + 3600)},
          {Cbor::uint(tests::cwt_ttl), Cbor::uint(600)},
          {Cbor::uint(tests::cwt_status_list), tests::cwt_list(list_with(value))}};
}

std::string cwt_of(Cbor::Map claims, std::string_view type = "application/statuslist+cwt") {
  return tests::sign_cwt(std::move(claims), *list_issuer().signer, list_issuer().method, type);
}

/// The same claims with one of them changed.
Cbor::Map with(std::uint64_t name, Cbor value) {
  auto claims = claims_of();
  for (auto& [key, one] : claims) {
    if (key.as_uint() == name) one = value;
  }
  return claims;
}

ErrorCode code_of(const std::string& bytes) {
  const auto opened = open_status_token(bytes);
  if (!opened) return opened.error().code;
  const auto token = read_status_token(opened->document.root());
  REQUIRE_FALSE(token);
  return token.error().code;
}

Finding found(const std::string& bytes) {
  StatusEntry entry{.purpose = {}, .index = 5, .list_url = place, .kind = StatusKind::token};
  return tests::found_in_list({.url = place,
                               .entries = {entry},
                               .list = open_status_list(bytes, StatusKind::token),
                               .from = {.source = Source::https}});
}

}  // namespace

TEST_CASE("a CWT says what a JWT of the same claims does") {
  const auto opened = open_status_token(cwt_of(claims_of(2)));
  REQUIRE(opened);
  CHECK(opened->media_type() == status_cwt_type);
  CHECK(opened->form() == "COSE");
  const auto token = read_status_token(opened->document.root());
  REQUIRE(token);
  CHECK(token->url == place);
  CHECK(token->issuer == list_issuer().did);
  CHECK(token->issued.ms == issued_s * second_ms);
  CHECK(token->ttl_ms == 10 * minute_ms);
  CHECK(token->list == list_with(2));
}

TEST_CASE("the tags of a CWT may be there or not, and the one of CWT only before that of COSE") {
  const auto tagged = cwt_of(claims_of());
  REQUIRE(static_cast<std::uint8_t>(tagged.front()) == 0xd2);
  CHECK(open_status_token(tagged.substr(1)));
  CHECK(open_status_token("\xd8\x3d" + tagged));
  CHECK(open_status_token("\xd8\x3d" + tagged.substr(1)).error().code == not_a_credential);
}

TEST_CASE("a CWT answers for a badge by its issuer's signature alone") {
  CHECK(found(cwt_of(claims_of(0))) == Finding::not_revoked);
  CHECK(found(cwt_of(claims_of(1))) == Finding::revoked);
  CHECK(found(cwt_of(claims_of(2))) == Finding::suspended);
  auto changed = cwt_of(claims_of(0));
  changed.back() = static_cast<char>(changed.back() ^ 1);
  CHECK(found(changed) == Finding::status_list_unusable);
  const auto stranger = tests::TestParty::with_key(2);
  CHECK(found(tests::sign_cwt(claims_of(), *stranger.signer, list_issuer().method)) ==
        Finding::status_list_unusable);
  CHECK(found(cwt_of(with(tests::cwt_iss, Cbor::text(stranger.did)))) ==
        Finding::status_list_unusable);
  CHECK(found(cwt_of(with(tests::cwt_sub, Cbor::text("https://library.example/other")))) ==
        Finding::status_list_unusable);
  CHECK(found(cwt_of(with(tests::cwt_exp, Cbor::integer(issued_s + 1)))) == Finding::status_stale);
}

TEST_CASE("a CWT of another type, or that is none, is refused") {
  CHECK(code_of(cwt_of(claims_of(), "application/vc+cose")) == unsupported_format);
  CHECK(code_of(cwt_of(claims_of(), "")) == unsupported_format);
  CHECK(code_of("\xd2\x84") == not_a_credential);
  CHECK(code_of("\x80") == not_a_credential);
  CHECK(code_of("{}") == not_a_credential);
  const auto no_map = cose::sign_sign1(
      bytes_of(std::string("{}")), {.type = "application/statuslist+cwt"}, *list_issuer().signer);
  CHECK(code_of(std::string(text_of(*no_map))) == list_malformed);
}

TEST_CASE("a claim of another type than it must have is refused") {
  using tests::cwt_status_list;
  CHECK(code_of(cwt_of(with(tests::cwt_sub, Cbor::uint(1)))) == list_malformed);
  CHECK(code_of(cwt_of(with(tests::cwt_iat, Cbor::text("now")))) == list_malformed);
  CHECK(code_of(cwt_of(with(tests::cwt_ttl, Cbor::integer(-1)))) == list_malformed);
  CHECK(code_of(cwt_of(with(cwt_status_list, Cbor::text("list")))) == list_malformed);
  const auto lst = Cbor::text("eNrbuRgAAhcBXQ");  // bytes in CBOR, and not base64url
  const auto list = Cbor::map({{Cbor::text("bits"), Cbor::uint(1)}, {Cbor::text("lst"), lst}});
  CHECK(code_of(cwt_of(with(cwt_status_list, list))) == list_malformed);
  auto without = claims_of();
  without.pop_back();
  CHECK(code_of(cwt_of(without)) == list_malformed);
}

TEST_CASE("the key of a CWT is one of its issuer's document, and it is dated by its claims") {
  const auto opened = open_status_token(cwt_of(claims_of()));
  const auto signatures = read_signatures(*opened, list_issuer().did);
  REQUIRE(signatures);
  CHECK(signatures->front().method == list_issuer().method);
  CHECK(signatures->front().created->ms == issued_s * second_ms);
  CHECK_FALSE(signatures->front().expires);
  CHECK(read_signatures(*opened, "did:web:other.example").error().code == proof::malformed);
}

TEST_CASE("of a token the JWT is asked for first") {
  const auto token = accepted_types(StatusKind::token);
  CHECK(token.find(status_token_type) < token.find(status_cwt_type));
  CHECK(accepted_types(StatusKind::bitstring).contains("application/vc"));
}

}  // namespace waarmerk::node::credential
