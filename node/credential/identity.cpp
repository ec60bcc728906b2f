#include "node/credential/identity.hpp"

#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/hex.hpp"
#include "node/credential/profile_rules.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr std::string_view algorithm = "sha256$";

std::string text_at(json::Value value, std::string_view name) {
  const auto found = value.find(name);
  return found ? std::string(found->string().value_or("")) : std::string();
}

/// Hexadecimal of others may come in upper case.
std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) {
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  }
  return lowered;
}

}  // namespace

std::string hash_identity(std::string_view value, std::string_view salt) {
  const auto digest = sha256({bytes_of(value), bytes_of(salt)});
  return std::string(algorithm) + encoding::encode_hex(digest.value);
}

Identity make_identity(std::string_view type, std::string_view value, Random& random) {
  const auto salt = encoding::encode_hex(draw<16>(random));
  return {.type = std::string(type), .hash = hash_identity(value, salt), .salt = salt};
}

Identity make_card_number(Random& random) {
  std::string number;
  for (int i = 0; i < 12; ++i) {
    if (i != 0 && i % 4 == 0) number += '-';
    number += static_cast<char>('0' + draw_below(random, 10));
  }
  return {.type = "identifier", .hash = std::move(number), .hashed = false};
}

IdentityMatch match_identity(const Identity& identity, std::string_view value) {
  if (!identity.hashed) return identity.hash == value ? IdentityMatch::same : IdentityMatch::other;
  if (!identity.hash.starts_with(algorithm)) return IdentityMatch::unknown;
  const auto hex = lower(std::string_view(identity.hash).substr(algorithm.size()));
  const bool same = hash_identity(value, identity.salt) == std::string(algorithm) + hex;
  return same ? IdentityMatch::same : IdentityMatch::other;
}

Result<Identity> read_identity(json::Value value, const std::string& path) {
  TRY_OK(check_identity(Place(value, path)));
  return Identity{.type = text_at(value, "identityType"),
                  .hash = text_at(value, "identityHash"),
                  .salt = text_at(value, "salt"),
                  .hashed = value.find("hashed")->boolean().value_or(true)};
}

void write_identity(json::Writer& writer, const Identity& identity) {
  writer.begin_object().member("type", "IdentityObject");
  writer.name("hashed").boolean(identity.hashed);
  writer.member("identityHash", identity.hash).member("identityType", identity.type);
  if (!identity.salt.empty()) writer.member("salt", identity.salt);
  writer.end_object();
}

}  // namespace waarmerk::node::credential
