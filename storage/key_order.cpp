#include "storage/key_order.hpp"

#include <utility>

namespace waarmerk::storage {

namespace {

constexpr std::uint8_t escape = 0x00;
constexpr std::uint8_t escaped_zero = 0xff;
constexpr std::uint8_t text_end = 0x01;

template <class Number>
void append_number(Bytes& bytes, Number value) {
  for (std::size_t left = sizeof value; left > 0; --left) {
    bytes.push_back(static_cast<std::uint8_t>(value >> 8 * (left - 1)));
  }
}

template <class Number>
Number number_of(ByteView bytes) {
  Number value = 0;
  for (const auto byte : bytes) value = static_cast<Number>(value << 8 | byte);
  return value;
}

}  // namespace

KeyWriter& KeyWriter::u8(std::uint8_t value) {
  bytes_.push_back(value);
  return *this;
}

KeyWriter& KeyWriter::u32(std::uint32_t value) {
  append_number(bytes_, value);
  return *this;
}

KeyWriter& KeyWriter::u64(std::uint64_t value) {
  append_number(bytes_, value);
  return *this;
}

KeyWriter& KeyWriter::fixed(ByteView bytes) {
  append(bytes_, bytes);
  return *this;
}

KeyWriter& KeyWriter::text(ByteView bytes) {
  for (const auto byte : bytes) {
    bytes_.push_back(byte);
    if (byte == escape) bytes_.push_back(escaped_zero);
  }
  bytes_.push_back(escape);
  bytes_.push_back(text_end);
  return *this;
}

Bytes KeyWriter::take() { return std::exchange(bytes_, {}); }

Result<std::uint8_t> KeyReader::u8() {
  TRY(bytes, fixed(1));
  return bytes[0];
}

Result<std::uint32_t> KeyReader::u32() {
  TRY(bytes, fixed(4));
  return number_of<std::uint32_t>(bytes);
}

Result<std::uint64_t> KeyReader::u64() {
  TRY(bytes, fixed(8));
  return number_of<std::uint64_t>(bytes);
}

Result<ByteView> KeyReader::fixed(std::size_t count) {
  if (rest_.size() < count) return fail(bad_key_bytes, "A key is too short.");
  const auto part = rest_.first(count);
  rest_ = rest_.subspan(count);
  return part;
}

Result<Bytes> KeyReader::text() {
  Bytes text;
  for (std::size_t at = 0; at < rest_.size(); ++at) {
    if (rest_[at] != escape) {
      text.push_back(rest_[at]);
      continue;
    }
    if (++at == rest_.size()) break;
    if (rest_[at] == text_end) {
      rest_ = rest_.subspan(at + 1);
      return text;
    }
    if (rest_[at] != escaped_zero)
      return fail(bad_key_bytes, "A text in a key is escaped wrongly.");
    text.push_back(escape);
  }
  return fail(bad_key_bytes, "A text in a key does not end.");
}

Result<void> KeyReader::end() const {
  if (!rest_.empty()) return fail(bad_key_bytes, "A key is too long.");
  return {};
}

}  // namespace waarmerk::storage
