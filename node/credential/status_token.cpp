#include "node/credential/status_token.hpp"

#include <cstdint>
#include <string>
#include <utility>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/cbor.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/status_list.hpp"
#include "node/credential/token_status_list.hpp"

namespace waarmerk::node::credential {
namespace {

using encoding::Cbor;

/// A CWT may have a tag of its own in front of that of COSE (RFC 8392 section 6).
constexpr std::uint8_t tag_61[] = {0xd8, 0x3d};

/// A claim of a CWT and its name in a JWT (RFC 8392 section 3.1, IETF Token Status List 5.2).
struct Claim {
  std::uint64_t number;
  std::string_view name;
};
constexpr Claim issuer{1, "iss"};
constexpr Claim subject{2, "sub"};
constexpr Claim expires{4, "exp"};
constexpr Claim not_before{5, "nbf"};
constexpr Claim issued{6, "iat"};
constexpr Claim time_to_live{65534, "ttl"};
constexpr std::uint64_t status_list = 65533;

std::unexpected<Error> wrong(std::string_view name) {
  return fail(list_malformed, "The claim " + std::string(name) + " of the CWT is of another type.");
}

Result<void> write_text(json::Writer& claims, const Cbor& map, const Claim& claim) {
  const auto* found = map.find(claim.number);
  if (found == nullptr) return {};
  if (found->as_text() == nullptr) return wrong(claim.name);
  claims.member(claim.name, *found->as_text());
  return {};
}

Result<void> write_number(json::Writer& claims, const Cbor& map, const Claim& claim) {
  const auto* found = map.find(claim.number);
  if (found == nullptr) return {};
  const auto number = found->as_integer();
  if (!number) return wrong(claim.name);
  claims.name(claim.name).integer(*number);
  return {};
}

Result<void> write_list(json::Writer& claims, const Cbor& map) {
  const auto* found = map.find(status_list);
  if (found == nullptr) return {};
  const auto* bits = found->find("bits");
  const auto* lst = found->find("lst");
  const auto number = bits != nullptr ? bits->as_integer() : std::nullopt;
  if (!number || lst == nullptr || lst->as_bytes() == nullptr) return wrong("status_list");
  claims.name("status_list").begin_object().name("bits").integer(*number);
  claims.member("lst", encoding::encode_base64url(*lst->as_bytes())).end_object();
  return {};
}

/// What is in other claims does not matter here.
Result<json::Document> read_claims(ByteView payload) {
  const auto map = encoding::decode_cbor(payload, encoding::CborOrder::any);
  if (!map || map->as_map() == nullptr) {
    return fail(list_malformed, "The claims of the CWT are no map in CBOR.");
  }
  json::Writer claims;
  claims.begin_object();
  TRY_OK(write_text(claims, *map, issuer));
  TRY_OK(write_text(claims, *map, subject));
  for (const auto& date : {expires, not_before, issued, time_to_live}) {
    TRY_OK(write_number(claims, *map, date));
  }
  TRY_OK(write_list(claims, *map));
  claims.end_object();
  return json::parse(claims.text(), {.bytes_max = file_bytes_max});
}

Result<Secured> open_cwt(ByteView bytes) {
  const bool is_tagged = bytes.size() > 2 && bytes[0] == tag_61[0] && bytes[1] == tag_61[1];
  const auto untagged = is_tagged ? bytes.subspan(2) : bytes;
  if (is_tagged && !cose::is_sign1(untagged)) {
    return fail(not_a_credential, "The CWT has no tag of COSE_Sign1.");  // RFC 8392 section 6
  }
  auto sign1 = cose::open_sign1(untagged);
  if (!sign1) return fail(not_a_credential, "This is no COSE_Sign1: " + sign1.error().detail);
  if (sign1->type != status_cwt_type) {
    return fail(unsupported_format, "A CWT of the type " + sign1->type + " is not read here.");
  }
  TRY(claims, read_claims(sign1->payload));
  Secured secured(std::move(claims));
  secured.cose = std::move(*sign1);
  return secured;
}

}  // namespace

bool is_status_cwt(ByteView bytes) { return !bytes.empty() && bytes.front() >= 0x80; }

Result<Secured> open_status_token(std::string_view bytes) {
  if (is_status_cwt(bytes_of(bytes))) return open_cwt(bytes_of(bytes));
  return open_token(bytes, status_token_type);
}

std::string_view accepted_types(StatusKind kind) {
  if (kind == StatusKind::token) {
    return "application/statuslist+jwt, application/statuslist+cwt;q=0.9";
  }
  return "application/vc, application/vc+jwt, application/json";
}

}  // namespace waarmerk::node::credential
