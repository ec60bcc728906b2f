// Any text as a DID, a DID URL, a did:web, a did:webvh and a URL to fetch: parts add up, and none
// asks for a URL that the address rules refuse.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "did/address_rules.hpp"
#include "did/did.hpp"
#include "did/did_web.hpp"
#include "did/resolution.hpp"

namespace waarmerk::did {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void try_did_url(std::string_view text) {
  const auto url = DidUrl::parse(text);
  if (!url) return;
  std::string again = url->did().text() + std::string(url->path());
  if (!url->query().empty()) again.append("?").append(url->query());
  if (!url->fragment().empty()) again.append("#").append(url->fragment());
  require(again.size() <= text.size());
  require(again.size() + 2 >= text.size());  // an empty query or fragment leaves its mark behind
}

void try_resolution(std::string_view text, const ResolutionOptions& options) {
  const auto did = Did::parse(text);
  if (!did) return;
  const std::string again =
      "did:" + std::string(did->method()) + ":" + std::string(did->specific_id());
  require(again == text);
  const Resolution resolution(*did, options);
  if (const auto request = resolution.next()) {
    const AddressPolicy policy{.plain_http_on_loopback = options.plain_http_on_loopback};
    const auto url = parse_fetch_url(request->url, policy);
    require(url.has_value());
    require(url->target.ends_with(did->method() == "webvh" ? "/did.jsonl" : "/did.json"));
    require(url->tls != url->is_loopback);
  }
}

void try_base_url(std::string_view text, const ResolutionOptions& options) {
  const auto did = did_web_at(text, options);
  if (did) require(locate_did_web(*did, options).has_value());
}

}  // namespace
}  // namespace waarmerk::did

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  waarmerk::did::try_did_url(text);
  for (const bool loopback : {false, true}) {
    waarmerk::did::try_resolution(text, {.plain_http_on_loopback = loopback});
    waarmerk::did::try_base_url(text, {.plain_http_on_loopback = loopback});
  }
  return 0;
}
