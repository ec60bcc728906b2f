// SD-JWT: a JWT whose claims the holder shows one by one (RFC 9901).
//
// Verifying is strict: a disclosure that no digest asks for, one that comes twice, a digest that
// stands twice or where none may be, refuses the whole.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/jose/disclosure.hpp"
#include "crypto/jose/jws.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::jose {

inline constexpr ErrorCode bad_sd_jwt{"sd_jwt.malformed", ErrorKind::invalid};
inline constexpr ErrorCode no_such_claim{"sd_jwt.no_such_claim", ErrorKind::invalid};

inline constexpr std::size_t sd_jwt_bytes_max = 4 << 20;
inline constexpr std::size_t disclosures_max = 1024;
inline constexpr std::size_t digests_max = 16'384;

/// What came along with the JWS of an SD-JWT.
struct Disclosed {
  std::string text;  ///< all up to the last `~`, over which a key binding has its hash
  std::vector<Disclosure> disclosures = {};
  std::string key_binding = {};  ///< the compact KB-JWT; may be empty
  SdHash hash = SdHash::sha256;
};

/// An SD-JWT taken apart, its signature not verified.
struct SdJwt {
  Jws jws;
  json::Document payload;  ///< as it was signed, with digests
  Disclosed disclosed;
};

/// Whether the text has the form of one: a `~` after a JWS.
bool is_sd_jwt(std::string_view text);

/// Takes the compact form apart. Fails with sd_jwt.malformed, sd_jwt.bad_disclosure,
/// jose.malformed or what json::parse fails with.
Result<SdJwt> open_sd_jwt(std::string_view text);

/// The compact form of what came as JSON in the flattened form, with a JWS of one signature (RFC
/// 9901 section 8). Fails with sd_jwt.malformed.
Result<std::string> compact_sd_jwt(json::Value flattened);

/// The payload with what is disclosed in its place and without the digests (RFC 9901 section 7.1).
struct Unpacked {
  json::Document payload;
  /// Where each disclosure came to stand, as a JSON pointer (RFC 6901), in their order.
  std::vector<std::string> places;
};

/// Fails with sd_jwt.malformed or sd_jwt.bad_disclosure. The signature is the caller's.
Result<Unpacked> unpack_sd_jwt(const SdJwt& sd_jwt);

struct SdOptions {
  /// JSON pointers to the claims and elements that can be disclosed; one may lie in another.
  std::vector<std::string> disclosable = {};
  /// Digests of nothing, added where there are others, so that nobody can count what is hidden.
  std::size_t decoys = 0;
  SdHash hash = SdHash::sha256;
};

/// Signs `claims`, an object, with everything disclosed. Fails with sd_jwt.no_such_claim,
/// sd_jwt.malformed where a claim has a name of SD-JWT's own, or what the signer fails with.
Result<std::string> issue_sd_jwt(json::Value claims, const SdOptions& sd, const JwsOptions& options,
                                 const keys::Signer& signer, Random& random);

/// The same with no more disclosed than what the JSON pointers name, and what these lie in; without
/// key binding. Fails with sd_jwt.no_such_claim, or as unpack_sd_jwt.
Result<std::string> select_claims(const SdJwt& sd_jwt, const std::vector<std::string>& pointers);

}  // namespace waarmerk::jose
