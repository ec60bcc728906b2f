#include "crypto/encoding/gzip.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <new>

#include "crypto/encoding/error_codes.hpp"

namespace waarmerk::encoding {
namespace {

constexpr int level = 6;
constexpr std::size_t ratio_max = 1032;  // DEFLATE cannot pack tighter
constexpr std::size_t guess_bytes_min = 1024;

struct FreeCompressor {
  void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
};
struct FreeDecompressor {
  void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};

libdeflate_compressor* compressor() {
  thread_local const std::unique_ptr<libdeflate_compressor, FreeCompressor> kept(
      libdeflate_alloc_compressor(level));
  if (!kept) throw std::bad_alloc();
  return kept.get();
}

libdeflate_decompressor* decompressor() {
  thread_local const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> kept(
      libdeflate_alloc_decompressor());
  if (!kept) throw std::bad_alloc();
  return kept.get();
}

Bytes deflate(ByteView bytes, decltype(libdeflate_gzip_compress)& compress,
              decltype(libdeflate_gzip_compress_bound)& bound) {
  Bytes out(bound(compressor(), bytes.size()));
  out.resize(compress(compressor(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

/// The size that a gzip member says it has, modulo 2^32; a guess until the end is reached.
std::size_t claimed_size(ByteView gzip) {
  std::size_t size = 0;
  if (gzip.size() < 4) return 0;
  for (std::size_t i = 0; i < 4; ++i) size = size << 8 | gzip[gzip.size() - 1 - i];
  return size;
}

Result<Bytes> inflate(ByteView bytes, std::size_t bytes_max, std::size_t guess,
                      decltype(libdeflate_gzip_decompress_ex)& decompress) {
  // A claim or a guess never makes us take more memory than the input could fill.
  const std::size_t ceiling =
      bytes.size() > bytes_max / ratio_max ? bytes_max : bytes.size() * ratio_max;
  Bytes out;
  for (std::size_t room = std::min(std::max(guess, guess_bytes_min), ceiling);;
       room = std::min(room * 4, ceiling)) {
    out.resize(room);
    std::size_t used = 0;
    std::size_t size = 0;
    const auto outcome = decompress(decompressor(), bytes.data(), bytes.size(), out.data(),
                                    out.size(), &used, &size);
    if (outcome == LIBDEFLATE_INSUFFICIENT_SPACE && room < ceiling) continue;
    if (outcome == LIBDEFLATE_INSUFFICIENT_SPACE) {
      return fail(too_large, "the compressed data holds too much");
    }
    if (outcome != LIBDEFLATE_SUCCESS) return fail(malformed, "not sound compressed data");
    if (used != bytes.size()) return fail(malformed, "something follows the compressed data");
    out.resize(size);
    return out;
  }
}

}  // namespace

Bytes deflate_gzip(ByteView bytes) {
  return deflate(bytes, libdeflate_gzip_compress, libdeflate_gzip_compress_bound);
}

Bytes deflate_zlib(ByteView bytes) {
  return deflate(bytes, libdeflate_zlib_compress, libdeflate_zlib_compress_bound);
}

Bytes deflate_raw(ByteView bytes) {
  return deflate(bytes, libdeflate_deflate_compress, libdeflate_deflate_compress_bound);
}

Result<Bytes> inflate_gzip(ByteView bytes, std::size_t bytes_max) {
  return inflate(bytes, bytes_max, claimed_size(bytes), libdeflate_gzip_decompress_ex);
}

Result<Bytes> inflate_zlib(ByteView bytes, std::size_t bytes_max) {
  return inflate(bytes, bytes_max, bytes.size() * 4, libdeflate_zlib_decompress_ex);
}

Result<Bytes> inflate_raw(ByteView bytes, std::size_t bytes_max) {
  return inflate(bytes, bytes_max, bytes.size() * 4, libdeflate_deflate_decompress_ex);
}

}  // namespace waarmerk::encoding
