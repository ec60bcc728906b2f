// Writing the history of a did:webvh, entry by entry (did:webvh 1.0, "Create" and "Update").
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/signer.hpp"
#include "did/webvh_log.hpp"

namespace waarmerk::did {

/// What one entry says.
struct WebvhChange {
  UnixTime time;
  /// Without `method` and `scid`, which are ours; `{}` where all stays.
  json::Document parameters;
  json::Document state;  ///< the DID document
};

/// The first line of a log, without its newline. The DID is written with webvh_placeholder in the
/// document, wherever it stands. Fails with did.bad_log for what no resolver would accept, or as
/// the signer does.
Result<std::string> begin_webvh_log(const WebvhChange& change, const keys::Signer& update_key);

/// The line behind `before`. `update_key` must be one that may sign it. Fails likewise.
Result<std::string> continue_webvh_log(const WebvhEntry& before, const WebvhChange& change,
                                       const keys::Signer& update_key);

}  // namespace waarmerk::did
