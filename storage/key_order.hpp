// Keys whose bytes sort as their values do: big-endian numbers, fixed bytes, and text that ends.
//
//   key   = *part
//   part  = number | fixed | text
//   number = 1, 4 or 8 bytes, most significant first
//   fixed = bytes whose count the reader knows
//   text  = *( %x01-FF | %x00 %xFF ) %x00 %x01   ; a zero byte inside is written 00 FF
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::storage {

inline constexpr ErrorCode bad_key_bytes{"storage.malformed", ErrorKind::internal};

/// Writes the parts of a key, one after the other.
class KeyWriter {
 public:
  KeyWriter& u8(std::uint8_t value);
  KeyWriter& u32(std::uint32_t value);
  KeyWriter& u64(std::uint64_t value);
  /// Bytes whose count does not vary from key to key.
  KeyWriter& fixed(ByteView bytes);
  /// Bytes of any count. They sort as bytes do, a shorter one before what it begins.
  KeyWriter& text(ByteView bytes);
  KeyWriter& text(std::string_view words) { return text(bytes_of(words)); }

  /// The key; the writer is empty after.
  Bytes take();

 private:
  Bytes bytes_;
};

/// Reads the parts of a key in the order in which they were written. Each read fails with
/// storage.malformed where the bytes are not such a part. `key` outlives the reader.
class KeyReader {
 public:
  explicit KeyReader(ByteView key) : rest_(key) {}

  Result<std::uint8_t> u8();
  Result<std::uint32_t> u32();
  Result<std::uint64_t> u64();
  /// Borrowed from the key.
  Result<ByteView> fixed(std::size_t count);
  Result<Bytes> text();
  /// Fails with storage.malformed where bytes are left.
  Result<void> end() const;

 private:
  ByteView rest_;
};

}  // namespace waarmerk::storage
