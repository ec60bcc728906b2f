// JWS in compact form: opened, verified with a known key, and made (RFC 7515).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/jose/compact.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::jose {

inline constexpr ErrorCode unsupported_algorithm{"jose.unsupported_algorithm", ErrorKind::invalid};
inline constexpr ErrorCode wrong_key{"jose.wrong_key", ErrorKind::invalid};

inline constexpr std::size_t header_bytes_max = 16 << 10;

/// A compact JWS, opened and not verified.
struct Jws {
  json::Document header;
  std::string algorithm;  ///< `alg`
  std::string type;       ///< `typ` without `application/`, may be empty
  std::string key_id;     ///< `kid`, may be empty
  std::string signing_input;
  Bytes payload;
  Bytes signature;
};

/// Three dotted parts of strict base64url. Refuses `crit` and `b64`: we know no extension. Fails
/// with jose.malformed.
Result<Jws> open_jws(std::string_view compact);

/// The key decides: `alg` must be the one its algorithm signs with, so that no header can choose
/// another. Fails with jose.unsupported_algorithm, jose.wrong_key or key.bad_signature.
Result<void> verify_jws(const Jws& jws, const keys::PublicKey& key);

struct JwsOptions {
  std::string type = {};          ///< `typ`, such as `vc+jwt`; left out where empty, as the others
  std::string content_type = {};  ///< `cty`
  std::string key_id = {};        ///< `kid`
  bool with_key = false;          ///< the signer's own public key as `jwk`
};

/// Fails with what the signer fails with.
Result<std::string> sign_jws(ByteView payload, const JwsOptions& options,
                             const keys::Signer& signer);

}  // namespace waarmerk::jose
