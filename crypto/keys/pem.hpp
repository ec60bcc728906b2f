// A PublicKey from PEM text, as Open Badges 2.0 publishes its keys (RFC 7468 section 13).
#pragma once

#include <cstddef>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/keys/public_key.hpp"

namespace waarmerk::keys {

inline constexpr std::size_t pem_bytes_max = 16 << 10;

/// Reads one `PUBLIC KEY` block: RSA, or a point on P-256, P-384 or P-521. Fails with
/// key.malformed, or key.unsupported for any other kind of key.
Result<PublicKey> read_pem(std::string_view text);

}  // namespace waarmerk::keys
