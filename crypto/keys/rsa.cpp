#include "crypto/keys/rsa.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "crypto/base/sha2.hpp"
#include "crypto/keys/evp.hpp"
#include "crypto/keys/public_key.hpp"

namespace waarmerk::keys {
namespace {

constexpr std::size_t modulus_bits_min = 2048;
constexpr std::size_t modulus_bits_max = 8192;
constexpr std::size_t exponent_bits_max = 64;  // what OpenSSL takes with a large modulus

constexpr std::uint8_t sequence_tag = 0x30;
constexpr std::uint8_t integer_tag = 0x02;

/// Takes the content of one DER element with this tag from the front; nothing where there is none.
std::optional<ByteView> take_element(ByteView& der, std::uint8_t tag) {
  if (der.size() < 2 || der[0] != tag) return std::nullopt;
  std::size_t size = der[1];
  std::size_t head = 2;
  if (size == 0x81 && der.size() >= 3 && der[2] >= 0x80) {
    size = der[2], head = 3;
  } else if (size == 0x82 && der.size() >= 4 && der[2] != 0) {
    size = std::size_t{der[2]} << 8 | der[3], head = 4;
  } else if (size >= 0x80) {
    return std::nullopt;
  }
  if (der.size() - head < size) return std::nullopt;
  const auto content = der.subspan(head, size);
  der = der.subspan(head + size);
  return content;
}

/// A positive INTEGER in its one form, without the zero that keeps it positive.
std::optional<ByteView> take_number(ByteView& der) {
  const auto content = take_element(der, integer_tag);
  if (!content || content->empty() || content->front() >= 0x80) return std::nullopt;
  if (content->front() != 0) return content;
  if (content->size() == 1 || (*content)[1] < 0x80) return std::nullopt;
  return content->subspan(1);
}

void put_head(Bytes& der, std::uint8_t tag, std::size_t size) {
  der.push_back(tag);
  if (size >= 0x100) {
    der.push_back(0x82);
    der.push_back(static_cast<std::uint8_t>(size >> 8));
  } else if (size >= 0x80) {
    der.push_back(0x81);
  }
  der.push_back(static_cast<std::uint8_t>(size));
}

void put_number(Bytes& der, ByteView number) {
  const bool needs_zero = number.front() >= 0x80;
  put_head(der, integer_tag, number.size() + (needs_zero ? 1 : 0));
  if (needs_zero) der.push_back(0);
  append(der, number);
}

std::size_t bits_of(ByteView number) {
  return number.size() * 8 - static_cast<std::size_t>(std::countl_zero(number.front()));
}

std::uint32_t remainder_of(ByteView number, std::uint32_t divisor) {
  std::uint32_t remainder = 0;
  for (const auto byte : number) remainder = (remainder << 8 | byte) % divisor;
  return remainder;
}

/// Whether the number is a power of 65537 modulo `prime`.
bool is_power_of_65537(std::uint32_t number, std::uint32_t prime) {
  std::uint32_t power = 1;
  do {
    if (power == number) return true;
    power = power * (65537 % prime) % prime;
  } while (power != 1);
  return false;
}

/// Primes of a widespread chip were powers of 65537 modulo many small primes, and so can be found
/// (Nemec and others, 2017). A modulus of another make looks like that once in 2^27.
bool is_roca(ByteView modulus) {
  constexpr auto primes = std::to_array<std::uint32_t>(
      {11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157});
  return std::ranges::all_of(primes, [&](std::uint32_t prime) {
    return is_power_of_65537(remainder_of(modulus, prime), prime);
  });
}

}  // namespace

std::optional<RsaNumbers> read_rsa_key(ByteView der) {
  auto content = take_element(der, sequence_tag);
  if (!content || !der.empty()) return std::nullopt;
  const auto modulus = take_number(*content);
  const auto exponent = modulus ? take_number(*content) : std::nullopt;
  if (!exponent || !content->empty()) return std::nullopt;
  return RsaNumbers{.modulus = *modulus, .exponent = *exponent};
}

Bytes write_rsa_key(const RsaNumbers& numbers) {
  Bytes content;
  put_number(content, numbers.modulus);
  put_number(content, numbers.exponent);
  Bytes der;
  put_head(der, sequence_tag, content.size());
  append(der, content);
  return der;
}

Result<void> check_rsa_key(ByteView der) {
  const auto numbers = read_rsa_key(der);
  if (!numbers) return fail(bad_key, "an RSA public key is DER of its two numbers");
  const auto [modulus, exponent] = *numbers;
  const bool is_one = exponent.size() == 1 && exponent.front() == 1;
  const bool is_odd = (modulus.back() & 1) == 1 && (exponent.back() & 1) == 1;
  if (!is_odd || is_one) return fail(bad_key, "these are not the numbers of an RSA key");
  if (bits_of(modulus) < modulus_bits_min || bits_of(modulus) > modulus_bits_max) {
    return fail(unsupported_key, "an RSA key has 2048 to 8192 bits here");
  }
  if (bits_of(exponent) > exponent_bits_max) {
    return fail(unsupported_key, "an RSA exponent has at most 64 bits here");
  }
  if (is_roca(modulus)) return fail(unsupported_key, "the RSA key is of a kind that was broken");
  return {};
}

bool verify_rs256(ByteView der, ByteView message, ByteView signature) {
  const auto numbers = read_rsa_key(der);
  if (!numbers || signature.size() != numbers->modulus.size()) return false;
  return verify_digest(Algorithm::rsa, der, sha256(message).value, signature);
}

}  // namespace waarmerk::keys
