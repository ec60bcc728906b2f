#include "node/credential/picture.hpp"

#include <algorithm>
#include <array>

#include "crypto/base/bytes.hpp"
#include "crypto/encoding/base64url.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr auto starts =
    std::to_array<std::string_view>({"data:image/png;base64,", "data:image/svg+xml;base64,"});

/// The alphabet of URLs in the place of the common one, and no padding.
std::string as_base64url(std::string_view text) {
  std::string converted(text.substr(0, text.find_last_not_of('=') + 1));
  std::ranges::replace(converted, '+', '-');
  std::ranges::replace(converted, '/', '_');
  return converted;
}

}  // namespace

Result<std::string> picture_in(std::string_view url) {
  for (const auto start : starts) {
    if (!url.starts_with(start)) continue;
    const auto bytes = encoding::decode_base64url(as_base64url(url.substr(start.size())));
    if (bytes) return std::string(text_of(*bytes));
  }
  return fail(no_picture, "The badge brings no picture of its own along.");
}

}  // namespace waarmerk::node::credential
