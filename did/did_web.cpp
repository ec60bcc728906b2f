// did:web to its URL and back (did:web 2.5.2), with what a hostile DID may not do.
#include "did/did_web.hpp"

#include <algorithm>
#include <utility>

#include "did/address_rules.hpp"

namespace waarmerk::did {
namespace {

constexpr std::string_view prefix = "did:web:";
constexpr std::string_view file_name = "did.json";

}  // namespace

Result<WebLocation> locate_did_web(const Did& did, const ResolutionOptions& options) {
  if (did.method() != "web") return fail(unsupported_method, "this is not a did:web");
  return locate_on_web(did.specific_id(), file_name, options);
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
