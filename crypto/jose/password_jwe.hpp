// JWE under a passphrase, in compact form: PBES2-HS512+A256KW around A256GCM (RFC 7516 7.1, RFC
// 7518 4.8 and 5.3), which every browser can open with what it has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"

namespace waarmerk::jose {

inline constexpr ErrorCode malformed_jwe{"jwe.malformed", ErrorKind::invalid};
inline constexpr ErrorCode unsupported_jwe{"jwe.unsupported", ErrorKind::invalid};
inline constexpr ErrorCode wrong_passphrase{"jwe.wrong_passphrase", ErrorKind::denied};

/// How often a passphrase is hashed (`p2c`). Fewer than the least protect nothing; more than the
/// most would let a stranger's file keep us busy.
inline constexpr std::int64_t rounds_default = 600'000;
inline constexpr std::int64_t rounds_min = 100'000;
inline constexpr std::int64_t rounds_max = 10'000'000;

inline constexpr std::size_t sealed_bytes_max = 16 << 20;  ///< of what is inside
inline constexpr std::size_t jwe_bytes_max = sealed_bytes_max / 3 * 4 + (16 << 10);

struct JweOptions {
  std::string type;          ///< `typ`
  std::string content_type;  ///< `cty`
  std::int64_t rounds = rounds_default;
};

/// `content` has at most 16 MiB. Draws a salt (16 bytes), a content key (32) and an initialization
/// vector (12), in this order.
std::string seal_jwe(ByteView content, const SecretBytes& passphrase, const JweOptions& options,
                     Random& random);

struct OpenedJwe {
  std::string type;
  std::string content_type;
  SecretBytes content;
};

/// Fails with jwe.malformed, also for what was changed after it was sealed; with jwe.unsupported
/// for other algorithms, extensions, and a count of rounds out of bounds; and with
/// jwe.wrong_passphrase.
Result<OpenedJwe> open_jwe(std::string_view compact, const SecretBytes& passphrase);

}  // namespace waarmerk::jose
