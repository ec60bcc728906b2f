// CborWriter: deterministic CBOR (RFC 8949 section 4.2), written from front to back, for those who
// know the form of what they say: no tree of values is made for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "crypto/base/bytes.hpp"

namespace waarmerk::encoding {

/// That as many values follow as were announced, that the keys of a map come in the order of their
/// bytes, none twice, and that all stays within the limits of cbor.hpp, is the caller's promise.
class CborWriter {
 public:
  /// Room for so many bytes is made at once.
  explicit CborWriter(std::size_t bytes_expected = 0) { out_.reserve(bytes_expected); }

  CborWriter& null();
  CborWriter& boolean(bool value);
  CborWriter& uint(std::uint64_t value);
  CborWriter& integer(std::int64_t value);
  CborWriter& bytes(ByteView value);
  /// `value` is UTF-8.
  CborWriter& text(std::string_view value);
  CborWriter& array(std::size_t elements);
  CborWriter& map(std::size_t pairs);
  /// Values that were written elsewhere.
  CborWriter& encoded(ByteView values);

  ByteView view() const { return out_; }
  Bytes take() && { return std::move(out_); }

 private:
  CborWriter& head(unsigned major, std::uint64_t argument);

  Bytes out_;
};

}  // namespace waarmerk::encoding
