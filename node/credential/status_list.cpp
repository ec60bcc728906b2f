#include "node/credential/status_list.hpp"

#include <bit>
#include <numeric>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/error_codes.hpp"
#include "crypto/encoding/gzip.hpp"

namespace waarmerk::node::credential {
namespace {

std::uint8_t mask_of(std::uint64_t index) {
  return static_cast<std::uint8_t>(0x80U >> (index % 8));
}

std::unexpected<Error> wrong_length() {
  return fail(list_length,
              "A status list has at least 131072 entries, in whole bytes, and 16 MiB "
              "at the most.");
}

std::unexpected<Error> out_of_range(std::uint64_t index, std::uint64_t size) {
  return fail(index_range, "There is no entry " + std::to_string(index) + " in a list of " +
                               std::to_string(size) + ".");
}

}  // namespace

Result<StatusList> StatusList::make(std::uint64_t entries) {
  if (entries % 8 != 0 || entries > status_list_bytes_max * 8) return wrong_length();
  return from_bytes(Bytes(entries / 8));
}

Result<StatusList> StatusList::from_bytes(Bytes bits) {
  const std::uint64_t bytes = bits.size();
  if (bytes * 8 < status_entries_min || bytes > status_list_bytes_max) return wrong_length();
  return StatusList(std::move(bits));
}

Result<StatusList> StatusList::decode(std::string_view encoded, MultibasePrefix prefix) {
  // `H` starts every gzip member in base64url, so it cannot be taken for a multibase letter.
  const bool bare = prefix == MultibasePrefix::optional && encoded.starts_with('H');
  if (!bare && !encoded.starts_with('u')) {
    return fail(list_malformed, "The list does not start with u, for base64url.");
  }
  const auto zipped = encoding::decode_base64url(encoded.substr(bare ? 0 : 1));
  if (!zipped) return fail(list_malformed, "The list is not base64url.");
  auto bits = encoding::inflate_gzip(*zipped, status_list_bytes_max);
  if (!bits && bits.error().code == encoding::too_large) return wrong_length();
  if (!bits) return fail(list_malformed, "The list is not gzip.");
  return from_bytes(std::move(*bits));
}

std::string StatusList::encode() const {
  return "u" + encoding::encode_base64url(encoding::deflate_gzip(bits_));
}

Result<bool> StatusList::get(std::uint64_t index) const {
  if (index >= size()) return out_of_range(index, size());
  return (bits_[index / 8] & mask_of(index)) != 0;
}

Result<void> StatusList::set(std::uint64_t index, bool value) {
  if (index >= size()) return out_of_range(index, size());
  auto& byte = bits_[index / 8];
  byte = static_cast<std::uint8_t>(value ? byte | mask_of(index) : byte & ~mask_of(index));
  return {};
}

Result<std::uint64_t> StatusList::get_value(std::uint64_t index, unsigned size) const {
  if (index >= this->size() / size) return out_of_range(index, this->size() / size);
  std::uint64_t value = 0;
  for (unsigned bit = 0; bit < size; ++bit) {
    const auto at = index * size + bit;
    value = value << 1 | ((bits_[at / 8] & mask_of(at)) != 0 ? 1U : 0U);
  }
  return value;
}

Result<void> StatusList::set_value(std::uint64_t index, unsigned size, std::uint64_t value) {
  if (index >= this->size() / size || (size < 64 && value >> size != 0)) {
    return out_of_range(index, this->size() / size);
  }
  for (unsigned bit = 0; bit < size; ++bit) {
    TRY_OK(set(index * size + bit, (value >> (size - 1 - bit) & 1) != 0));
  }
  return {};
}

std::uint64_t StatusList::count() const {
  return std::accumulate(bits_.begin(), bits_.end(), std::uint64_t{0},
                         [](std::uint64_t sum, std::uint8_t byte) {
                           return sum + static_cast<std::uint64_t>(std::popcount(byte));
                         });
}

}  // namespace waarmerk::node::credential
