// COSE_Sign1: one signature around bytes, in CBOR: opened, verified with a known key, and made
// (RFC 9052 section 4.2).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::cose {

inline constexpr ErrorCode malformed{"cose.malformed", ErrorKind::invalid};
inline constexpr ErrorCode unsupported_algorithm{"cose.unsupported_algorithm", ErrorKind::invalid};
inline constexpr ErrorCode wrong_key{"cose.wrong_key", ErrorKind::invalid};

inline constexpr std::size_t sign1_bytes_max = 1 << 20;
inline constexpr std::size_t header_bytes_max = 16 << 10;
inline constexpr std::size_t labels_max = 32;  ///< in each of the two headers
inline constexpr std::size_t audiences_max = 32;

/// CWT claims in the protected header (RFC 9597); what is absent is empty.
struct Claims {
  std::optional<std::string> issuer = {};
  std::vector<std::string> audience = {};
  std::optional<UnixTime> expires = {};
  std::optional<UnixTime> not_before = {};
  std::optional<UnixTime> issued = {};
  std::optional<std::string> nonce = {};
};

/// A COSE_Sign1, opened and not verified.
struct Sign1 {
  std::int64_t algorithm = 0;  ///< `alg` (1), of COSE's registry
  std::string type;            ///< `typ` (16) without `application/`, may be empty
  std::string content_type;    ///< `content type` (3), likewise
  std::string key_id;          ///< `kid` (4), may be empty; one that is no UTF-8 counts as none
  Claims claims;
  Bytes protected_header;  ///< as it was signed
  Bytes payload;
  Bytes signature;
};

/// Whether the bytes begin as a COSE_Sign1 does: with its tag, and an array of four.
bool is_sign1(ByteView bytes);

/// With its tag (18) or without. What counts is read from the protected header alone, but for
/// `kid`, which is a hint. Refuses a detached payload and `crit`: we know no extension. Fails with
/// cose.malformed.
Result<Sign1> open_sign1(ByteView bytes);

/// What JOSE calls the algorithm; `COSE -5` where it has no name here.
std::string algorithm_name(std::int64_t algorithm);

/// The key decides: `alg` must be the one that its algorithm signs with. Fails with
/// cose.unsupported_algorithm, cose.wrong_key or key.bad_signature.
Result<void> verify_sign1(const Sign1& sign1, const keys::PublicKey& key);

struct Sign1Options {
  std::string type = {};          ///< `typ`, such as `application/vc+cose`; left out where empty
  std::string content_type = {};  ///< likewise
  std::string key_id = {};        ///< likewise
  Claims claims = {};             ///< likewise
};

/// Tagged, with all headers protected. Fails with cose.malformed where it would be too large, with
/// cose.unsupported_algorithm for a key that COSE has no algorithm for here, or with what the
/// signer fails with.
Result<Bytes> sign_sign1(ByteView payload, const Sign1Options& options, const keys::Signer& signer);

}  // namespace waarmerk::cose
