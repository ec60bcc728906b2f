// How an image can fail to carry a badge.
#pragma once

#include "crypto/base/error.hpp"

namespace waarmerk::node::image {

/// Neither a PNG nor an SVG image.
inline constexpr ErrorCode unknown_format{"image.unknown_format", ErrorKind::invalid};
inline constexpr ErrorCode malformed{"image.malformed", ErrorKind::invalid};
inline constexpr ErrorCode too_large{"image.too_large", ErrorKind::invalid};
/// XML that declares entities, or that is not UTF-8: refused, whatever it holds.
inline constexpr ErrorCode unsafe_xml{"image.unsafe_xml", ErrorKind::invalid};
inline constexpr ErrorCode no_badge{"image.no_badge", ErrorKind::invalid};
/// Two badges that differ: readers would not agree on which one the image shows.
inline constexpr ErrorCode two_badges{"image.two_badges", ErrorKind::invalid};
/// A text that is no badge file, or that this kind of image cannot hold unchanged.
inline constexpr ErrorCode bad_text{"image.bad_text", ErrorKind::invalid};

}  // namespace waarmerk::node::image
