// Points of P-256 (SEC 1 section 2.3), by OpenSSL.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "crypto/base/bytes.hpp"

namespace waarmerk::keys {

using CompressedPoint = ByteArray<33>;    ///< 02 or 03, then x
using UncompressedPoint = ByteArray<65>;  ///< 04, then x, then y

/// Nothing for what is not a point of the curve in one of these two forms.
std::optional<CompressedPoint> compress_p256_point(ByteView point);

/// `point` was compressed by the function above.
UncompressedPoint uncompress_p256_point(ByteView point);

/// The public point of a secret scalar; nothing where that is 0 or not below the group's order.
std::optional<CompressedPoint> p256_point_of(std::span<const std::uint8_t, 32> scalar);

}  // namespace waarmerk::keys
