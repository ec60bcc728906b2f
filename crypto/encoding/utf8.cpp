#include "crypto/encoding/utf8.hpp"

#include <cstddef>

#include "crypto/base/bytes.hpp"

namespace waarmerk::encoding {
namespace {

struct Lead {
  std::size_t followers;  // 9 for a byte that starts nothing
  unsigned second_min = 0x80, second_max = 0xbf;
};

/// What may follow a first byte (RFC 3629 section 4).
Lead lead_of(unsigned byte) {
  if (byte < 0x80) return {.followers = 0};
  if (byte >= 0xc2 && byte <= 0xdf) return {.followers = 1};
  if (byte == 0xe0) return {.followers = 2, .second_min = 0xa0};
  if (byte == 0xed) return {.followers = 2, .second_max = 0x9f};
  if (byte >= 0xe1 && byte <= 0xef) return {.followers = 2};
  if (byte == 0xf0) return {.followers = 3, .second_min = 0x90};
  if (byte >= 0xf1 && byte <= 0xf3) return {.followers = 3};
  if (byte == 0xf4) return {.followers = 3, .second_max = 0x8f};
  return {.followers = 9};
}

bool follows(unsigned byte) { return byte >= 0x80 && byte <= 0xbf; }

}  // namespace

bool is_utf8(std::string_view text) {
  const ByteView bytes = bytes_of(text);
  for (std::size_t i = 0; i < bytes.size();) {
    const Lead lead = lead_of(bytes[i++]);
    if (lead.followers > bytes.size() - i) return false;
    if (lead.followers == 0) continue;
    if (bytes[i] < lead.second_min || bytes[i] > lead.second_max) return false;
    for (std::size_t k = 1; k < lead.followers; ++k) {
      if (!follows(bytes[i + k])) return false;
    }
    i += lead.followers;
  }
  return true;
}

}  // namespace waarmerk::encoding
