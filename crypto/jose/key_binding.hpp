// Key binding: the holder's proof over an SD-JWT, a nonce and an audience (RFC 9901 section 4.3).
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::jose {

inline constexpr ErrorCode bad_key_binding{"sd_jwt.bad_key_binding", ErrorKind::invalid};
inline constexpr ErrorCode no_holder_key{"sd_jwt.no_holder_key", ErrorKind::invalid};

struct KeyBinding {
  std::string audience;
  std::string nonce;
  UnixTime issued;
};

/// The holder's key in the claim `cnf` of a payload (RFC 7800 section 3.2). Fails with
/// sd_jwt.no_holder_key, or as keys::read_jwk.
Result<keys::PublicKey> read_holder_key(json::Value payload);

/// What the KB-JWT of an SD-JWT says, once it holds: of its type, signed by the holder's key, and
/// over these very disclosures. Audience, nonce and time are for the caller to judge. Fails with
/// sd_jwt.bad_key_binding, jose.* or key.bad_signature.
Result<KeyBinding> verify_key_binding(const Disclosed& disclosed, const keys::PublicKey& holder);

/// The SD-JWT with a KB-JWT at its end. Fails with what the signer fails with.
Result<std::string> bind_key(const Disclosed& disclosed, const KeyBinding& binding,
                             const keys::Signer& holder);

}  // namespace waarmerk::jose
