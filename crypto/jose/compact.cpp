#include "crypto/jose/compact.hpp"

namespace waarmerk::jose {

Result<CompactParts> split_compact(std::string_view text) {
  const auto first = text.find('.');
  const auto second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos) {
    return fail(malformed, "A compact JWS has three parts.");
  }
  const CompactParts parts{.header = text.substr(0, first),
                           .payload = text.substr(first + 1, second - first - 1),
                           .signature = text.substr(second + 1)};
  if (parts.header.empty() || parts.signature.empty()) {
    return fail(malformed, "A part of the JWS is empty.");
  }
  return parts;
}

std::string join_compact(const CompactParts& parts) {
  std::string text(parts.header);
  text.append(1, '.').append(parts.payload);
  return text.append(1, '.').append(parts.signature);
}

}  // namespace waarmerk::jose
