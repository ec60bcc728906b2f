#include "crypto/rdf/iri_order.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

namespace waarmerk::rdf {
namespace {

/// What most predicates of badges begin with, in order. None is the beginning of another, so that
/// what begins with one stands between the same others.
constexpr auto namespaces = std::to_array<std::string_view>({
    "http://purl.org/dc/terms/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#",
    "https://schema.org/",
    "https://w3id.org/security#",
    "https://www.w3.org/2018/credentials#",
    "https://www.w3.org/ns/credentials/status#",
});

constexpr bool are_apart() {
  for (std::size_t i = 1; i < namespaces.size(); ++i) {
    if (namespaces[i - 1] >= namespaces[i]) return false;
    if (namespaces[i].starts_with(namespaces[i - 1])) return false;
  }
  return true;
}
static_assert(are_apart());

/// Eight bytes that tell most namespaces apart: those behind `https://`.
constexpr std::size_t head_begin = 8, head_end = 16;

constexpr auto heads = [] {
  std::array<std::uint64_t, namespaces.size()> all = {};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t at = head_end; at > head_begin; --at) {
      all[i] = all[i] << 8 | static_cast<unsigned char>(namespaces[i].at(at - 1));
    }
  }
  return all;
}();

/// The key of an IRI in one of the namespaces, or 0.
std::uint64_t key_within(std::string_view iri) {
  if (iri.size() < head_end) return 0;
  std::uint64_t head;
  std::memcpy(&head, iri.data() + head_begin, sizeof head);
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (heads[i] != head || !iri.starts_with(namespaces[i])) continue;
    const auto number = static_cast<char>(2 * i + 1);
    return text_key(number, iri.substr(namespaces[i].size()), '>');
  }
  return 0;
}

}  // namespace

std::uint64_t text_key(char first, std::string_view text, char end) {
  std::array<char, sizeof(std::uint64_t)> bytes = {first};
  const std::size_t size = std::min(text.size(), bytes.size() - 1);
  std::copy_n(text.data(), size, bytes.data() + 1);
  if (1 + size < bytes.size()) bytes[1 + size] = end;
  static_assert(std::endian::native == std::endian::little);
  return std::byteswap(std::bit_cast<std::uint64_t>(bytes));
}

std::uint64_t order_key(std::string_view iri) {
  if (const std::uint64_t key = key_within(iri); key != 0) return key;
  std::size_t before = 0;  // namespaces that stand before it
  while (before < namespaces.size() && compare_ended(iri, namespaces[before], '>') > 0) ++before;
  return std::uint64_t{2 * before} << 56;
}

}  // namespace waarmerk::rdf
