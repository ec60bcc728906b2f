// did:web to its URL and back (did:web 2.5.2), with what a hostile DID may not do.
#include "did/did_web.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "crypto/encoding/percent.hpp"
#include "did/address_rules.hpp"

namespace waarmerk::did {
namespace {

constexpr std::string_view prefix = "did:web:";
constexpr std::string_view well_known = "/.well-known";
constexpr std::string_view file_name = "/did.json";

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

Result<WebLocation> locate_did_web(const Did& did, const ResolutionOptions& options) {
  if (did.method() != "web") return fail(unsupported_method, "this is not a did:web");
  auto id = did.specific_id();
  const auto first = id.substr(0, id.find(':'));
  const auto authority = decode_authority(first);
  const AddressPolicy policy{.plain_http_on_loopback = options.plain_http_on_loopback};
  const bool is_loopback =
      is_loopback_host(std::string_view(authority).substr(0, authority.find(':')));

  WebLocation location;
  location.origin = (is_loopback ? "http://" : "https://") + authority;
  for (id.remove_prefix(first.size()); !id.empty();) {
    id.remove_prefix(1);
    const auto segment = id.substr(0, id.find(':'));
    if (!is_safe_segment(segment)) return fail(malformed, "a did:web path leaves its place");
    location.path.append("/").append(segment);
    id.remove_prefix(segment.size());
  }
  if (location.path.empty()) location.path = well_known;
  location.path += file_name;
  if (const auto checked = check_fetch_url(location.url(), policy); !checked) {
    return fail(malformed, "a did:web names a host on the web: " + checked.error().detail);
  }
  return location;
}

Result<Did> did_web_at(std::string_view base_url, const ResolutionOptions& options) {
  const AddressPolicy policy{.plain_http_on_loopback = options.plain_http_on_loopback};
  const auto url = parse_fetch_url(base_url, policy);
  if (!url) return fail(malformed, url.error().detail);
  std::string text = std::string(prefix) + url->authority;
  if (const auto colon = text.find(':', prefix.size()); colon != std::string::npos) {
    text.replace(colon, 1, "%3A");
  }
  std::string path = url->target;
  while (path.ends_with('/')) path.pop_back();
  std::ranges::replace(path, '/', ':');
  TRY(did, Did::parse(text + path));
  TRY(location, locate_did_web(did, options));
  if (!location.origin.ends_with("://" + url->authority) ||
      url->tls != location.origin.starts_with("https://")) {
    return fail(malformed, "no did:web has its document under this URL");
  }
  return std::move(did);
}

}  // namespace waarmerk::did
