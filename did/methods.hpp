// The DID methods by name: key, jwk and web.
#pragma once

#include <string>
#include <variant>

#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "did/document.hpp"
#include "did/request.hpp"

namespace waarmerk::did {

/// What a method makes of a DID: the document at once, or the one place to ask.
using FirstStep = std::variant<DidDocument, Request>;

/// Fails with did.unsupported_method or did.malformed.
Result<FirstStep> begin_resolution(const Did& did, const ResolutionOptions& options);

}  // namespace waarmerk::did
