#include "crypto/keys/jwk.hpp"

#include <cstddef>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/base64url.hpp"
#include "crypto/keys/p256_point.hpp"

namespace waarmerk::keys {
namespace {

constexpr std::size_t coordinate_bytes = 32;

/// The members that make a JWK of a key, each of them base64url of 32 bytes but for the names.
struct Members {
  std::string_view kty;
  std::string_view crv;
  std::string x;
  std::string y;  // empty where the curve has none
};

Members members_of(const PublicKey& key) {
  switch (key.algorithm()) {
    case Algorithm::ed25519:
      return {
          .kty = "OKP", .crv = "Ed25519", .x = encoding::encode_base64url(key.point()), .y = {}};
    case Algorithm::p256: break;
  }
  const UncompressedPoint point = uncompress_p256_point(key.point());
  const ByteView coordinates = ByteView(point).subspan(1);
  return {.kty = "EC",
          .crv = "P-256",
          .x = encoding::encode_base64url(coordinates.first(coordinate_bytes)),
          .y = encoding::encode_base64url(coordinates.last(coordinate_bytes))};
}

std::string_view text_at(json::Value jwk, std::string_view name) {
  const auto member = jwk.find(name);
  return member ? member->string().value_or("") : "";
}

Result<Bytes> coordinate(json::Value jwk, std::string_view name) {
  auto bytes = encoding::decode_base64url(text_at(jwk, name));
  if (bytes && bytes->size() == coordinate_bytes) return bytes;
  return fail(bad_key, "a coordinate must be base64url of 32 bytes", "$." + std::string(name));
}

Result<PublicKey> read_ed25519(json::Value jwk) {
  TRY(x, coordinate(jwk, "x"));
  return PublicKey::make(Algorithm::ed25519, x);
}

Result<PublicKey> read_p256(json::Value jwk) {
  TRY(x, coordinate(jwk, "x"));
  TRY(y, coordinate(jwk, "y"));
  Bytes point{4};
  append(point, x);
  append(point, y);
  return PublicKey::make(Algorithm::p256, point);
}

}  // namespace

Result<PublicKey> read_jwk(json::Value jwk) {
  if (!jwk.is(json::Kind::object)) return fail(bad_key, "a JWK is an object");
  // The private members of EC, OKP and RSA keys, and the secret of a symmetric one.
  for (const std::string_view secret : {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}) {
    if (jwk.find(secret)) return fail(bad_key, "a JWK here must not hold a private key");
  }
  const std::string_view kty = text_at(jwk, "kty");
  const std::string_view crv = text_at(jwk, "crv");
  if (kty.empty()) return fail(bad_key, "a JWK must have a kty", "$.kty");
  if (kty == "OKP" && crv == "Ed25519") return read_ed25519(jwk);
  if (kty == "EC" && crv == "P-256") return read_p256(jwk);
  return fail(unsupported_key, "only Ed25519 and P-256 keys are supported");
}

void write_jwk(json::Writer& writer, const PublicKey& key) {
  const Members members = members_of(key);
  writer.begin_object().member("kty", members.kty).member("crv", members.crv);
  writer.member("x", members.x);
  if (!members.y.empty()) writer.member("y", members.y);
  writer.end_object();
}

std::string jwk_thumbprint(const PublicKey& key) {
  const Members members = members_of(key);
  // The required members alone, sorted, without white space (RFC 7638 section 3).
  json::Writer writer;
  writer.begin_object().member("crv", members.crv).member("kty", members.kty);
  writer.member("x", members.x);
  if (!members.y.empty()) writer.member("y", members.y);
  writer.end_object();
  return encoding::encode_base64url(sha256(bytes_of(writer.text())).value);
}

}  // namespace waarmerk::keys
