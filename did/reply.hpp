// What an answer over HTTP means for a resolution. For the .cpp files of this folder only.
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "did/request.hpp"

namespace waarmerk::did {

/// The body of a good answer. Fails with did.not_found or did.unavailable.
Result<std::string> body_of(const Did& did, Result<Reply> reply);

}  // namespace waarmerk::did
