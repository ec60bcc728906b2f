// JWT claims: who says it, of whom, for whom, and when (RFC 7519 section 4.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::jose {

inline constexpr ErrorCode bad_claims{"jose.bad_claims", ErrorKind::invalid};

inline constexpr std::size_t audiences_max = 32;

/// The registered claims; what is absent is empty.
struct Claims {
  std::optional<std::string> issuer = {};   ///< `iss`
  std::optional<std::string> subject = {};  ///< `sub`
  std::optional<std::string> id = {};       ///< `jti`
  std::vector<std::string> audience = {};   ///< `aud`, one or many
  std::optional<UnixTime> issued = {};      ///< `iat`
  std::optional<UnixTime> not_before = {};  ///< `nbf`
  std::optional<UnixTime> expires = {};     ///< `exp`
  std::optional<std::string> nonce = {};
};

/// Reads the claims of a payload. A date is a NumericDate, with or without a fraction, up to the
/// year 9999; RFC 3339 text is read too, as some issuers write it. Fails with jose.bad_claims.
Result<Claims> read_claims(json::Value payload);

/// The whole seconds of a time, as a NumericDate is written.
std::int64_t numeric_date(UnixTime time);

}  // namespace waarmerk::jose
