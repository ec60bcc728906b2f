// did:webvh: a DID that names a web host and the beginning of its own signed history (did:webvh
// 1.0).
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "did/did_web.hpp"
#include "did/request.hpp"

namespace waarmerk::did {

/// Where a log stands, and which.
struct WebvhLocation {
  std::string scid;
  WebLocation log;        ///< `…/did.jsonl`
  WebLocation witnesses;  ///< `…/did-witness.json` beside it
};

/// Refuses what locate_did_web refuses, a SCID that is no hash, and a host that is not ASCII: an
/// international name is to be given as `xn--…`. Fails with did.malformed, or
/// did.unsupported_method for a DID of another method.
Result<WebvhLocation> locate_did_webvh(const Did& did, const ResolutionOptions& options = {});

}  // namespace waarmerk::did
