// The smallest pictures that badges can be baked into, and PNGs put together by hand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/encoding/gzip.hpp"
#include "node/image/png_chunks.hpp"

namespace waarmerk::tests {

/// `type` and data of a chunk.
using TestChunk = std::pair<std::string_view, std::string>;

inline Bytes png_of(const std::vector<TestChunk>& chunks) {
  Bytes png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  for (const auto& [type, data] : chunks) {
    append(png, node::image::write_chunk(type, bytes_of(data)));
  }
  return png;
}

/// One grey pixel, 8 bits deep.
inline const std::string png_header{"\0\0\0\1\0\0\0\1\x08\0\0\0\0", 13};
inline std::string png_pixel() {
  return std::string(text_of(encoding::deflate_zlib(bytes_of(std::string_view("\0\x7F", 2)))));
}

/// A PNG of one pixel with `more` between its header and its picture.
inline Bytes tiny_png(const std::vector<TestChunk>& more = {}) {
  std::vector<TestChunk> chunks{{"IHDR", png_header}};
  chunks.insert(chunks.end(), more.begin(), more.end());
  chunks.push_back({"IDAT", png_pixel()});
  chunks.push_back({"IEND", ""});
  return png_of(chunks);
}

inline constexpr std::string_view tiny_svg =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><rect/></svg>";

}  // namespace waarmerk::tests
