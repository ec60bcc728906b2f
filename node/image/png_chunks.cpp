#include "node/image/png_chunks.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>

#include "crypto/encoding/crc32.hpp"
#include "node/image/baked_badge.hpp"

namespace waarmerk::node::image {
namespace {

constexpr std::array<std::uint8_t, png_signature_bytes> signature{0x89, 'P',  'N',  'G',
                                                                  '\r', '\n', 0x1A, '\n'};
constexpr std::size_t frame_bytes = 12;  // length, type and CRC
[[maybe_unused]] constexpr std::uint32_t data_bytes_max = 0x7FFFFFFF;

std::uint32_t number_at(ByteView bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
         std::uint32_t{bytes[2]} << 8 | std::uint32_t{bytes[3]};
}

void append_number(Bytes& to, std::uint32_t number) {
  for (const int shift : {24, 16, 8, 0}) {
    to.push_back(static_cast<std::uint8_t>(number >> shift & 0xFF));
  }
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

Result<PngChunk> read_chunk(ByteView rest) {
  if (rest.size() < frame_bytes) return fail(malformed, "The PNG breaks off.");
  const std::size_t length = number_at(rest);
  if (length > rest.size() - frame_bytes) return fail(malformed, "The PNG breaks off.");
  const PngChunk chunk{.type = text_of(rest.subspan(4, 4)),
                       .data = rest.subspan(8, length),
                       .whole = rest.first(length + frame_bytes)};
  if (!std::ranges::all_of(chunk.type, is_letter)) {
    return fail(malformed, "A chunk of the PNG has no name.");
  }
  const auto stored = number_at(rest.subspan(8 + length, 4));
  if (encoding::crc32(rest.subspan(4, 4 + length)) != stored) {
    return fail(malformed, "The PNG is damaged: a CRC of it is wrong.");
  }
  return chunk;
}

Result<void> check_order(const std::vector<PngChunk>& chunks) {
  const auto count = [&](std::string_view type) {
    return std::ranges::count(chunks, type, &PngChunk::type);
  };
  if (chunks.front().type != "IHDR" || count("IHDR") != 1) {
    return fail(malformed, "The PNG does not begin with one header.");
  }
  if (count("IDAT") == 0) return fail(malformed, "The PNG holds no picture.");
  return {};
}

}  // namespace

bool is_png(ByteView image) {
  return image.size() >= signature.size() &&
         std::ranges::equal(image.first(signature.size()), signature);
}

Result<std::vector<PngChunk>> read_chunks(ByteView image) {
  if (image.size() > image_bytes_max) return fail(too_large, "The image is too large.");
  if (!is_png(image)) return fail(malformed, "This is no PNG.");
  std::vector<PngChunk> chunks;
  auto rest = image.subspan(signature.size());
  while (chunks.empty() || chunks.back().type != "IEND") {
    if (chunks.size() == chunks_max) return fail(too_large, "The PNG has too many chunks.");
    TRY(chunk, read_chunk(rest));
    rest = rest.subspan(chunk.whole.size());
    chunks.push_back(chunk);
  }
  if (!rest.empty()) return fail(malformed, "Something follows the end of the PNG.");
  TRY_OK(check_order(chunks));
  return chunks;
}

Bytes write_chunk(std::string_view type, ByteView data) {
  assert(type.size() == 4 && data.size() <= data_bytes_max);
  Bytes chunk;
  chunk.reserve(data.size() + frame_bytes);
  append_number(chunk, static_cast<std::uint32_t>(data.size()));
  append(chunk, bytes_of(type));
  append(chunk, data);
  append_number(chunk, encoding::crc32(ByteView(chunk).subspan(4)));
  return chunk;
}

}  // namespace waarmerk::node::image
