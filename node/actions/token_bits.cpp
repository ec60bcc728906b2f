#include "node/actions/token_bits.hpp"

#include <algorithm>

namespace waarmerk::node::actions {
namespace {

constexpr std::uint8_t token_suspended = 2;

bool bit_at(ByteView bits, std::uint64_t index) {
  return (bits[index / 8] >> (7 - index % 8) & 1) != 0;
}

void set_bit(Bytes& bits, std::uint64_t index) {
  bits[index / 8] |= static_cast<std::uint8_t>(0x80U >> index % 8);
}

}  // namespace

Result<credential::TokenStatusList> token_of(ByteView bits) {
  TRY(token, credential::TokenStatusList::make(bits.size() * 4, 2));
  for (std::uint64_t index = 0; index < token.size(); ++index) {
    if (bits[index / 4] == 0) continue;
    const bool is_revoked = bit_at(bits, 2 * index);
    const bool is_suspended = bit_at(bits, 2 * index + 1);
    if (is_revoked) TRY_OK(token.set(index, credential::token_invalid));
    if (!is_revoked && is_suspended) TRY_OK(token.set(index, token_suspended));
  }
  return std::move(token);
}

std::optional<Bytes> bits_of_token(const credential::TokenStatusList& token) {
  if (token.bits() != 2) return std::nullopt;
  Bytes bits(token.bytes().size());
  for (std::uint64_t index = 0; index < token.size(); ++index) {
    if (token.bytes()[index / 4] == 0) continue;
    const auto value = token.get(index).value_or(0);
    if (value > token_suspended) return std::nullopt;
    if (value == credential::token_invalid) set_bit(bits, 2 * index);
    if (value == token_suspended) set_bit(bits, 2 * index + 1);
  }
  return bits;
}

Bytes bits_of_revoked(const records::OwnList& list, ByteView revoked) {
  const auto width = records::bits_of_entry(list);
  Bytes bits(list.bits.size());
  const auto entries = std::min(revoked.size() * 8, list.bits.size() * 8 / width);
  for (std::uint64_t index = 0; index < entries; ++index) {
    if (bit_at(revoked, index)) set_bit(bits, index * width);
  }
  return bits;
}

}  // namespace waarmerk::node::actions
