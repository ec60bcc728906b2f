#include "did/web_location.hpp"

#include <algorithm>
#include <cstdint>

#include "crypto/encoding/percent.hpp"
#include "did/address_rules.hpp"
#include "did/did.hpp"

namespace waarmerk::did {
namespace {

constexpr std::string_view well_known = "/.well-known";

/// A segment stays where it stands however often, and by whom, it is decoded again: a server or a
/// proxy may decode it once more than we do.
bool is_safe_segment(std::string_view segment) {
  const auto decoded = encoding::decode_percent(segment);
  if (!decoded || decoded->empty() || *decoded == "." || *decoded == "..") return false;
  return std::ranges::none_of(*decoded, [](char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    return byte <= 0x20 || byte == 0x7f || std::string_view("/\\%?#;").contains(c);
  });
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

/// `host%3Aport` as `host:port`; the colon is decoded exactly once.
std::string decode_authority(std::string_view segment) {
  const auto percent = segment.find('%');
  if (percent == std::string_view::npos) return lower(segment);
  if (lower(segment.substr(percent, 3)) != "%3a") return lower(segment);
  return lower(segment.substr(0, percent)) + ":" + std::string(segment.substr(percent + 3));
}

}  // namespace

Result<WebLocation> locate_on_web(std::string_view place, std::string_view name,
                                  const ResolutionOptions& options) {
  const auto first = place.substr(0, place.find(':'));
  const auto authority = decode_authority(first);
  const AddressPolicy policy{.plain_http_on_loopback = options.plain_http_on_loopback};
  const bool is_loopback =
      is_loopback_host(std::string_view(authority).substr(0, authority.find(':')));

  WebLocation location;
  location.origin = (is_loopback ? "http://" : "https://") + authority;
  for (place.remove_prefix(first.size()); !place.empty();) {
    place.remove_prefix(1);
    const auto segment = place.substr(0, place.find(':'));
    if (!is_safe_segment(segment)) return fail(malformed, "the path of a DID leaves its place");
    location.path.append("/").append(segment);
    place.remove_prefix(segment.size());
  }
  if (location.path.empty()) location.path = well_known;
  location.path.append("/").append(name);
  if (const auto checked = check_fetch_url(location.url(), policy); !checked) {
    return fail(malformed, "the DID names no host on the web: " + checked.error().detail);
  }
  return location;
}

}  // namespace waarmerk::did
