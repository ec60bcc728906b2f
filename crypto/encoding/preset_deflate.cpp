#include "crypto/encoding/preset_deflate.hpp"

#include <zlib.h>

#include <cassert>
#include <limits>
#include <new>

#include "crypto/encoding/error_codes.hpp"

namespace waarmerk::encoding {
namespace {

constexpr int raw_window_bits = -15;
constexpr int memory_level = 9;
constexpr std::size_t bytes_max = 1 << 30;  // below what zlib counts with

/// zlib reads and never writes what goes in, but for history's sake says no `const`.
Bytef* in(ByteView bytes) { return const_cast<Bytef*>(bytes.data()); }

uInt count(std::size_t size) {
  assert(size <= bytes_max);
  return static_cast<uInt>(size);
}

struct Deflating {
  z_stream stream{};
  Deflating() {
    const auto outcome = deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, raw_window_bits,
                                      memory_level, Z_DEFAULT_STRATEGY);
    if (outcome != Z_OK) throw std::bad_alloc();
  }
  Deflating(const Deflating&) = delete;
  Deflating& operator=(const Deflating&) = delete;
  ~Deflating() { deflateEnd(&stream); }
};

struct Inflating {
  z_stream stream{};
  Inflating() {
    if (inflateInit2(&stream, raw_window_bits) != Z_OK) throw std::bad_alloc();
  }
  Inflating(const Inflating&) = delete;
  Inflating& operator=(const Inflating&) = delete;
  ~Inflating() { inflateEnd(&stream); }
};

}  // namespace

Bytes deflate_preset(ByteView bytes, ByteView dictionary) {
  Deflating deflating;
  auto& stream = deflating.stream;
  deflateSetDictionary(&stream, dictionary.data(), count(dictionary.size()));
  Bytes out(deflateBound(&stream, count(bytes.size())));
  stream.next_in = in(bytes);
  stream.avail_in = count(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = count(out.size());
  [[maybe_unused]] const auto outcome = ::deflate(&stream, Z_FINISH);
  assert(outcome == Z_STREAM_END);
  out.resize(stream.total_out);
  return out;
}

Result<Bytes> inflate_preset(ByteView bytes, ByteView dictionary, std::size_t size) {
  if (bytes.size() > bytes_max || size > bytes_max) return fail(malformed, "it is too long");
  Inflating inflating;
  auto& stream = inflating.stream;
  inflateSetDictionary(&stream, dictionary.data(), count(dictionary.size()));
  Bytes out(size + 1);  // so that what is longer is seen to be
  stream.next_in = in(bytes);
  stream.avail_in = count(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = count(out.size());
  const auto outcome = ::inflate(&stream, Z_FINISH);
  if (outcome != Z_STREAM_END || stream.total_out != size || stream.avail_in != 0) {
    return fail(malformed, "not sound compressed data of this size");
  }
  out.resize(size);
  return out;
}

}  // namespace waarmerk::encoding
