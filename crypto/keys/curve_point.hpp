// Points of P-256, P-384 and P-521 (SEC 1 section 2.3), by OpenSSL. `curve` is one of these.
#pragma once

#include <cstddef>
#include <optional>

#include "crypto/base/bytes.hpp"
#include "crypto/keys/public_key.hpp"

namespace waarmerk::keys {

/// How long a coordinate, a scalar or half of a signature is: 32, 48 or 66 bytes.
std::size_t number_bytes_of(Algorithm curve);

/// 02 or 03, then x. Nothing for what is not a point of the curve, compressed or not.
std::optional<Bytes> compress_point(Algorithm curve, ByteView point);

/// 04, then x, then y. `point` was compressed by the function above.
Bytes uncompress_point(Algorithm curve, ByteView point);

/// The compressed public point of a secret scalar of number_bytes_of(curve); nothing where that is
/// 0 or not below the group's order.
std::optional<Bytes> public_point_of(Algorithm curve, ByteView scalar);

}  // namespace waarmerk::keys
