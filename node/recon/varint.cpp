#include "node/recon/varint.hpp"

#include <cstddef>

#include "node/recon/error_codes.hpp"

namespace waarmerk::node::recon {

namespace {

constexpr unsigned digit_bits = 7;
constexpr std::uint8_t more = 0x80;
constexpr std::uint64_t room = std::uint64_t{1} << (64 - digit_bits);  // for one digit more

}  // namespace

void append_varint(Bytes& to, std::uint64_t value) {
  unsigned digits = 1;
  while (digits * digit_bits < 64 && value >> digits * digit_bits != 0) ++digits;
  while (--digits > 0) to.push_back(static_cast<std::uint8_t>(value >> digits * digit_bits | more));
  to.push_back(static_cast<std::uint8_t>(value & (more - 1)));
}

Result<std::uint64_t> take_varint(ByteView& bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 0 && bytes[i] == more) return fail(malformed, "a varint is longer than it need be");
    if (value >= room) return fail(malformed, "a varint is too large");
    value = value << digit_bits | static_cast<std::uint64_t>(bytes[i] & (more - 1));
    if ((bytes[i] & more) != 0) continue;
    bytes = bytes.subspan(i + 1);
    return value;
  }
  return fail(malformed, "a varint does not end");
}

}  // namespace waarmerk::node::recon
