// The texts of a PNG, read by libpng: tEXt, zTXt and iTXt (PNG, third edition, 11.3.3).
#pragma once

#include <string>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::node::image {

/// How many text chunks one call reads.
inline constexpr std::size_t texts_max = 16;

struct PngText {
  std::string keyword;
  std::string text;  ///< inflated; UTF-8 in an iTXt, and what its writer took for Latin-1 elsewhere
  bool is_international = false;  ///< an iTXt
};

/// The texts that stand before the picture of `image`, texts_max at most and text_bytes_max each.
/// Nothing of the picture itself is decoded. Fails with image.malformed where the header or a text
/// is not what it must be, or inflates to more.
Result<std::vector<PngText>> read_texts(ByteView image);

}  // namespace waarmerk::node::image
