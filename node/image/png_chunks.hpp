// The chunks of a PNG: where each begins and ends (PNG, third edition, 5).
//
// Only the frame of a chunk is read here; what stands in it is for libpng (png_text).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::node::image {

inline constexpr std::size_t chunks_max = 65'536;
inline constexpr std::size_t png_signature_bytes = 8;

/// Borrowed from the image.
struct PngChunk {
  std::string_view type;  ///< four letters
  ByteView data;
  ByteView whole;  ///< with its length, type and CRC
};

bool is_png(ByteView image);

/// Every chunk, IHDR first and IEND last, an IDAT between, and nothing behind; each CRC holds.
/// Fails with image.malformed or image.too_large.
Result<std::vector<PngChunk>> read_chunks(ByteView image);

/// A whole chunk. `type` has four letters, `data` at most 2^31 - 1 bytes.
Bytes write_chunk(std::string_view type, ByteView data);

}  // namespace waarmerk::node::image
