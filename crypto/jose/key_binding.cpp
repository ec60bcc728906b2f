#include "crypto/jose/key_binding.hpp"

#include <utility>

#include "crypto/jose/jwt.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/jwk.hpp"

namespace waarmerk::jose {
namespace {

constexpr std::string_view binding_type = "kb+jwt";
constexpr json::Limits limits{.bytes_max = 64 << 10, .depth_max = 16};

std::unexpected<Error> refuse(std::string detail) {
  return fail(bad_key_binding, std::move(detail));
}

}  // namespace

Result<keys::PublicKey> read_holder_key(json::Value payload) {
  const auto confirmation = payload.find("cnf");
  const auto jwk = confirmation ? confirmation->find("jwk") : std::nullopt;
  if (!jwk) return fail(no_holder_key, "The SD-JWT names no key of its holder.", "$.cnf");
  return keys::read_jwk(*jwk);
}

Result<KeyBinding> verify_key_binding(const Disclosed& disclosed, const keys::PublicKey& holder) {
  if (disclosed.key_binding.empty()) return refuse("There is no key binding.");
  TRY(jws, open_jws(disclosed.key_binding));
  if (jws.type != binding_type) return refuse("The key binding is of another type.");
  TRY_OK(verify_jws(jws, holder));
  const auto payload = json::parse(text_of(jws.payload), limits);
  if (!payload || !payload->root().is(json::Kind::object)) return refuse("It has no claims.");
  TRY(claims, read_claims(payload->root()));
  const auto hash = payload->root().find("sd_hash");
  if (!hash || hash->string() != sd_digest(disclosed.hash, disclosed.text)) {
    return refuse("The key binding is over something else.");
  }
  if (claims.audience.size() != 1 || !claims.nonce || !claims.issued) {
    return refuse("The key binding lacks its audience, nonce or time.");
  }
  return KeyBinding{.audience = std::move(claims.audience.front()),
                    .nonce = std::move(*claims.nonce),
                    .issued = *claims.issued};
}

Result<std::string> bind_key(const Disclosed& disclosed, const KeyBinding& binding,
                             const keys::Signer& holder) {
  json::Writer claims;
  claims.begin_object().name("iat").integer(numeric_date(binding.issued));
  claims.member("aud", binding.audience).member("nonce", binding.nonce);
  claims.member("sd_hash", sd_digest(disclosed.hash, disclosed.text)).end_object();
  const JwsOptions options{.type = std::string(binding_type)};
  TRY(jws, sign_jws(bytes_of(claims.text()), options, holder));
  return disclosed.text + jws;
}

}  // namespace waarmerk::jose
