// Places on the web, as did:web and did:webvh spell them: `host%3Aport:segment:segment`.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "did/request.hpp"

namespace waarmerk::did {

/// Where a document stands.
struct WebLocation {
  std::string origin;  ///< `https://school.example:8443`, without a slash at the end
  std::string path;    ///< `/.well-known/did.json`, or `/user/alice/did.json`

  std::string url() const { return origin + path; }
};

/// The file `name` at that place; below `/.well-known` where it has no segment. Refuses, before any
/// request, a host that is an address or no full domain name, a percent sign that is not the one
/// before a port, and a segment that would leave its place once decoded. A loopback host is
/// accepted only where `options` allow it, and then asked over plain HTTP. Fails with
/// did.malformed.
Result<WebLocation> locate_on_web(std::string_view place, std::string_view name,
                                  const ResolutionOptions& options);

}  // namespace waarmerk::did
