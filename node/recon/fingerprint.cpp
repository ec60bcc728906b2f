#include "node/recon/fingerprint.hpp"

#include <algorithm>

#include "crypto/base/sha2.hpp"
#include "node/recon/varint.hpp"

namespace waarmerk::node::recon {

namespace {

constexpr std::size_t word_bytes = 8;

std::uint64_t word_of(const ItemId& id, std::size_t index) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < word_bytes; ++i)
    word |= static_cast<std::uint64_t>(id.value[index * word_bytes + i]) << 8 * i;
  return word;
}

}  // namespace

IdSum& IdSum::operator+=(const IdSum& other) {
  unsigned __int128 carried = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    carried += static_cast<unsigned __int128>(words_[i]) + other.words_[i];
    words_[i] = static_cast<std::uint64_t>(carried);
    carried >>= 64;
  }
  return *this;
}

IdSum& IdSum::operator+=(const ItemId& id) {
  IdSum one;
  for (std::size_t i = 0; i < one.words_.size(); ++i) one.words_[i] = word_of(id, i);
  return *this += one;
}

ByteArray<32> IdSum::bytes() const {
  ByteArray<32> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::uint8_t>(words_[i / word_bytes] >> 8 * (i % word_bytes));
  return bytes;
}

Fingerprint fingerprint_of(const IdSum& sum, std::size_t count) {
  const auto bytes = sum.bytes();
  Bytes digits;
  append_varint(digits, count);
  const auto digest = sha256({bytes, digits});
  Fingerprint fingerprint;
  std::copy_n(digest.value.begin(), fingerprint.size(), fingerprint.begin());
  return fingerprint;
}

}  // namespace waarmerk::node::recon
