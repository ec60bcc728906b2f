// did:web: a DID that names a web host, and the URL of its document (did:web 2.5.2).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "did/request.hpp"
#include "did/web_location.hpp"

namespace waarmerk::did {

/// Refuses, before any request, a host that is an address or no full domain name, a percent sign
/// that is not the one before a port, and a path segment that would leave its place once decoded. A
/// loopback host is accepted only where `options` allow it, and then asked over plain HTTP. Fails
/// with did.malformed, or did.unsupported_method for a DID of another method.
Result<WebLocation> locate_did_web(const Did& did, const ResolutionOptions& options = {});

/// The did:web of who publishes at `base_url`, such as `https://school.example/user/alice`; the
/// inverse of locate_did_web. Fails with did.malformed.
Result<Did> did_web_at(std::string_view base_url, const ResolutionOptions& options = {});

}  // namespace waarmerk::did
