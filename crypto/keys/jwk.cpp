#include "crypto/keys/jwk.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/secret.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/encoding/base64url.hpp"
#include "crypto/keys/curve_point.hpp"
#include "crypto/keys/rsa.hpp"

namespace waarmerk::keys {
namespace {

constexpr std::size_t ed25519_point_bytes = 32;
constexpr std::size_t rsa_number_text_max = 1400;  // of 8192 bits, and some

struct Member {
  std::string_view name;
  std::string value;
};

std::vector<Member> members_of_rsa(ByteView der) {
  const auto numbers = read_rsa_key(der).value();
  return {{"kty", "RSA"},
          {"n", encoding::encode_base64url(numbers.modulus)},
          {"e", encoding::encode_base64url(numbers.exponent)}};
}

std::string_view curve_name(Algorithm curve) {
  if (curve == Algorithm::p521) return "P-521";
  return curve == Algorithm::p384 ? "P-384" : "P-256";
}

/// The members that make a JWK of a key, and no others.
std::vector<Member> members_of(const PublicKey& key) {
  const auto algorithm = key.algorithm();
  if (algorithm == Algorithm::rsa) return members_of_rsa(key.point());
  if (algorithm == Algorithm::ed25519) {
    return {{"kty", "OKP"}, {"crv", "Ed25519"}, {"x", encoding::encode_base64url(key.point())}};
  }
  const Bytes point = uncompress_point(algorithm, key.point());
  const auto coordinates = ByteView(point).subspan(1);
  const auto number_bytes = number_bytes_of(algorithm);
  return {{"kty", "EC"},
          {"crv", std::string(curve_name(algorithm))},
          {"x", encoding::encode_base64url(coordinates.first(number_bytes))},
          {"y", encoding::encode_base64url(coordinates.last(number_bytes))}};
}

void write_members(json::Writer& writer, const std::vector<Member>& members) {
  writer.begin_object();
  for (const auto& member : members) writer.member(member.name, member.value);
  writer.end_object();
}

std::string_view text_at(json::Value jwk, std::string_view name) {
  const auto member = jwk.find(name);
  return member ? member->string().value_or("") : "";
}

Result<Bytes> coordinate(json::Value jwk, std::string_view name, std::size_t size) {
  auto bytes = encoding::decode_base64url(text_at(jwk, name));
  if (bytes && bytes->size() == size) return bytes;
  return fail(bad_key, "a coordinate must be base64url of the curve's length",
              "$." + std::string(name));
}

Result<PublicKey> read_ed25519(json::Value jwk) {
  TRY(x, coordinate(jwk, "x", ed25519_point_bytes));
  return PublicKey::make(Algorithm::ed25519, x);
}

Result<PublicKey> read_curve_key(json::Value jwk, Algorithm curve) {
  TRY(x, coordinate(jwk, "x", number_bytes_of(curve)));
  TRY(y, coordinate(jwk, "y", number_bytes_of(curve)));
  Bytes point{4};
  append(point, x);
  append(point, y);
  return PublicKey::make(curve, point);
}

/// A Base64urlUInt: as few bytes as the number needs (RFC 7518 section 2).
Result<Bytes> rsa_number(json::Value jwk, std::string_view name) {
  const auto text = text_at(jwk, name);
  if (text.size() <= rsa_number_text_max) {
    auto bytes = encoding::decode_base64url(text);
    if (bytes && !bytes->empty() && bytes->front() != 0) return bytes;
  }
  return fail(bad_key, "a number must be base64url without zeros in front",
              "$." + std::string(name));
}

Result<PublicKey> read_rsa(json::Value jwk) {
  TRY(modulus, rsa_number(jwk, "n"));
  TRY(exponent, rsa_number(jwk, "e"));
  return PublicKey::make(Algorithm::rsa, write_rsa_key({modulus, exponent}));
}

Result<PublicKey> read_any(json::Value jwk) {
  const auto kty = text_at(jwk, "kty");
  const auto crv = text_at(jwk, "crv");
  if (kty.empty()) return fail(bad_key, "a JWK must have a kty", "$.kty");
  if (kty == "OKP" && crv == "Ed25519") return read_ed25519(jwk);
  for (const auto curve : {Algorithm::p256, Algorithm::p384, Algorithm::p521}) {
    if (kty == "EC" && crv == curve_name(curve)) return read_curve_key(jwk, curve);
  }
  if (kty == "RSA") return read_rsa(jwk);
  return fail(unsupported_key, "only Ed25519, P-256, P-384, P-521 and RSA keys are supported");
}

/// A key says what it is for, and a signature of another sort must not be checked with it
/// (RFC 7517 sections 4.2 to 4.4).
Result<void> check_purpose(json::Value jwk, Algorithm algorithm, std::string_view operation) {
  if (jwk.find("use") && text_at(jwk, "use") != "sig") {
    return fail(unsupported_key, "the JWK is not for signatures", "$.use");
  }
  if (const auto operations = jwk.find("key_ops")) {
    bool is_meant = false;
    for (const json::Value one : operations->elements()) is_meant |= one.string() == operation;
    if (!is_meant) return fail(unsupported_key, "the JWK is not for this", "$.key_ops");
  }
  if (jwk.find("alg") && find_algorithm(text_at(jwk, "alg")) != algorithm) {
    return fail(unsupported_key, "the JWK is for another algorithm", "$.alg");
  }
  return {};
}

}  // namespace

Result<PublicKey> read_jwk(json::Value jwk) {
  if (!jwk.is(json::Kind::object)) return fail(bad_key, "a JWK is an object");
  // The private members of EC, OKP and RSA keys, and the secret of a symmetric one.
  for (const std::string_view secret : {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}) {
    if (jwk.find(secret)) return fail(bad_key, "a JWK here must not hold a private key");
  }
  TRY(key, read_any(jwk));
  TRY_OK(check_purpose(jwk, key.algorithm(), "verify"));
  return std::move(key);
}

Result<SecretKey> read_secret_jwk(json::Value jwk) {
  if (!jwk.is(json::Kind::object)) return fail(bad_key, "a JWK is an object");
  TRY(public_key, read_any(jwk));
  TRY_OK(check_purpose(jwk, public_key.algorithm(), "sign"));
  auto bytes = encoding::decode_base64url(text_at(jwk, "d"));
  if (!bytes || bytes->empty()) return fail(bad_key, "the private part must be base64url", "$.d");
  auto secret = SecretKey::make(public_key.algorithm(), *bytes);
  wipe(*bytes);
  if (!secret) return secret;
  // SecretKey cannot be copied, so the twin is made of its own bytes.
  TRY(twin, SecretKey::make(secret->algorithm(), secret->secret()));
  if (make_signer(std::move(twin))->public_key() == public_key) return secret;
  return fail(bad_key, "the private part belongs to another public part", "$.d");
}

void write_jwk(json::Writer& writer, const PublicKey& key) {
  write_members(writer, members_of(key));
}

std::string jwk_thumbprint(const PublicKey& key) {
  // The required members alone, sorted, without white space (RFC 7638 section 3).
  auto members = members_of(key);
  std::ranges::sort(members, {}, &Member::name);
  json::Writer writer;
  write_members(writer, members);
  return encoding::encode_base64url(sha256(bytes_of(writer.text())).value);
}

}  // namespace waarmerk::keys
