#include "crypto/encoding/base64url_blocks.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace waarmerk::encoding {

#if defined(__x86_64__)
namespace {

constexpr std::size_t block_chars = 16;
constexpr std::size_t block_bytes = 12;

// Which upper halves of a character go with a lower half: bit h for the upper half h. The alphabet
// is `-`, `0` to `9`, `A` to `Z`, `_`, `a` to `z`.
constexpr char digits = 1 << 3, upper_1 = 1 << 4, upper_2 = 1 << 5, lower_1 = 1 << 6;
constexpr char lower_2 = static_cast<char>(-128), dash = 1 << 2;
constexpr char from_0 = digits | upper_2 | lower_2;
constexpr char from_1 = digits | upper_1 | upper_2 | lower_1 | lower_2;
constexpr char at_10 = upper_1 | upper_2 | lower_1 | lower_2;
constexpr char past_10 = upper_1 | lower_1;

/// The 6-bit values of 16 characters; false where one is not of the alphabet.
__attribute__((target("ssse3"))) bool values_of(__m128i text, __m128i& values) {
  const __m128i low = _mm_and_si128(text, _mm_set1_epi8(0x0f));
  const __m128i high = _mm_and_si128(_mm_srli_epi32(text, 4), _mm_set1_epi8(0x0f));
  const __m128i allowed = _mm_shuffle_epi8(
      _mm_setr_epi8(from_0, from_1, from_1, from_1, from_1, from_1, from_1, from_1, from_1, from_1,
                    at_10, past_10, past_10, past_10 | dash, past_10, past_10 | upper_2),
      low);
  const __m128i half = _mm_shuffle_epi8(
      _mm_setr_epi8(0, 0, dash, digits, upper_1, upper_2, lower_1, lower_2, 0, 0, 0, 0, 0, 0, 0, 0),
      high);
  const __m128i wrong = _mm_cmpeq_epi8(_mm_and_si128(allowed, half), _mm_setzero_si128());
  if (_mm_movemask_epi8(wrong) != 0) return false;
  const __m128i offset = _mm_shuffle_epi8(
      _mm_setr_epi8(0, 0, 17, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0), high);
  // `_` stands between the upper and the lower letters, and is worth 63.
  const __m128i underscore = _mm_cmpeq_epi8(text, _mm_set1_epi8('_'));
  values = _mm_add_epi8(_mm_add_epi8(text, offset), _mm_and_si128(underscore, _mm_set1_epi8(33)));
  return true;
}

/// 16 values of 6 bits as 12 bytes, and 4 bytes of zeros.
__attribute__((target("ssse3"))) __m128i packed(__m128i values) {
  const __m128i pairs = _mm_maddubs_epi16(values, _mm_set1_epi32(0x01400140));
  const __m128i groups = _mm_madd_epi16(pairs, _mm_set1_epi32(0x00011000));
  return _mm_shuffle_epi8(groups,
                          _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1));
}

__attribute__((target("ssse3"))) std::size_t decode_wide(std::string_view text,
                                                         std::span<std::uint8_t> out) {
  std::size_t at = 0;
  std::size_t to = 0;
  while (text.size() - at >= block_chars && out.size() - to >= block_chars) {
    __m128i values;
    if (!values_of(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at)), values)) {
      break;
    }
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out.data() + to), packed(values));
    at += block_chars;
    to += block_bytes;
  }
  return at;
}

/// The first 12 bytes as 16 values of 6 bits.
__attribute__((target("ssse3"))) __m128i unpacked(__m128i bytes) {
  // Each group of three as two overlapping halves, of which two values lie in each.
  const __m128i halves =
      _mm_shuffle_epi8(bytes, _mm_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10));
  const __m128i outer = _mm_mulhi_epu16(_mm_and_si128(halves, _mm_set1_epi32(0x0fc0fc00)),
                                        _mm_set1_epi32(0x04000040));
  const __m128i inner = _mm_mullo_epi16(_mm_and_si128(halves, _mm_set1_epi32(0x003f03f0)),
                                        _mm_set1_epi32(0x01000010));
  return _mm_or_si128(outer, inner);
}

/// The characters of 16 values.
__attribute__((target("ssse3"))) __m128i characters_of(__m128i values) {
  // 0 for the lower letters, 1 to 10 for the digits, 11 and 12 for `-` and `_`, 13 for the upper.
  const __m128i upper = _mm_cmpgt_epi8(_mm_set1_epi8(26), values);
  const __m128i range = _mm_or_si128(_mm_subs_epu8(values, _mm_set1_epi8(51)),
                                     _mm_and_si128(upper, _mm_set1_epi8(13)));
  const __m128i offset = _mm_shuffle_epi8(
      _mm_setr_epi8(71, -4, -4, -4, -4, -4, -4, -4, -4, -4, -4, -17, 32, 65, 0, 0), range);
  return _mm_add_epi8(values, offset);
}

__attribute__((target("ssse3"))) std::size_t encode_wide(std::span<const std::uint8_t> bytes,
                                                         char* out) {
  std::size_t at = 0;
  for (; bytes.size() - at >= block_chars; at += block_bytes) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + at));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), characters_of(unpacked(block)));
    out += block_chars;
  }
  return at;
}

bool is_wide() {
  static const bool has_instructions = __builtin_cpu_supports("ssse3");
  return has_instructions;
}

}  // namespace

std::size_t decode_blocks(std::string_view text, std::span<std::uint8_t> out) {
  return is_wide() ? decode_wide(text, out) : 0;
}

std::size_t encode_blocks(std::span<const std::uint8_t> bytes, char* out) {
  return is_wide() ? encode_wide(bytes, out) : 0;
}
#else
std::size_t decode_blocks(std::string_view, std::span<std::uint8_t>) { return 0; }
std::size_t encode_blocks(std::span<const std::uint8_t>, char*) { return 0; }
#endif

}  // namespace waarmerk::encoding
