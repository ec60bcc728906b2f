#include "crypto/encoding/cbor_writer.hpp"

namespace waarmerk::encoding {

// The first byte and the argument, in the fewest bytes (RFC 8949 section 4.2.1).
CborWriter& CborWriter::head(unsigned major, std::uint64_t argument) {
  const auto first = [&](std::uint64_t additional) {
    out_.push_back(static_cast<std::uint8_t>(major << 5 | additional));
  };
  if (argument < 24) {
    first(argument);
    return *this;
  }
  unsigned size_log2 = 0;
  while (size_log2 < 3 && argument >> (8U << size_log2) != 0) ++size_log2;
  first(24 + size_log2);
  for (unsigned shift = 8U << size_log2; shift != 0; shift -= 8)
    out_.push_back(static_cast<std::uint8_t>(argument >> (shift - 8)));
  return *this;
}

CborWriter& CborWriter::null() { return head(7, 22); }

CborWriter& CborWriter::boolean(bool value) { return head(7, value ? 21 : 20); }

CborWriter& CborWriter::uint(std::uint64_t value) { return head(0, value); }

CborWriter& CborWriter::integer(std::int64_t value) {
  if (value < 0) return head(1, static_cast<std::uint64_t>(-1 - value));
  return uint(static_cast<std::uint64_t>(value));
}

CborWriter& CborWriter::bytes(ByteView value) { return head(2, value.size()).encoded(value); }

CborWriter& CborWriter::text(std::string_view value) {
  return head(3, value.size()).encoded(bytes_of(value));
}

CborWriter& CborWriter::array(std::size_t elements) { return head(4, elements); }

CborWriter& CborWriter::map(std::size_t pairs) { return head(5, pairs); }

CborWriter& CborWriter::encoded(ByteView values) {
  append(out_, values);
  return *this;
}

}  // namespace waarmerk::encoding
