// did:webvh: a DID that names a web host and the beginning of its own signed history (did:webvh
// 1.0).
#pragma once

#include <string>
#include <string_view>

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

/// `https://host/path/`, below which a DID URL's path is looked for (did:webvh 1.0, "DID URL Path
/// Resolution"): a host alone keeps its log in `.well-known`, and all else beside that.
std::string folder_of(const WebvhLocation& location);

/// The SCID of a did:webvh, which a move does not change; empty for a DID of another method.
std::string_view scid_of(const Did& did);

/// What of a DID's text lasts: `did:webvh:<SCID>`, which a move does not change; of any other text,
/// and of any other DID, all of it.
std::string_view lasting_part(std::string_view did);
/// Whether both texts name one DID, whatever it was called when. That it was ever called so, its
/// history alone tells.
bool is_same_did(std::string_view left, std::string_view right);

/// Refuses what locate_did_web refuses, a SCID that is no hash, and a host that is not ASCII: an
/// international name is to be given as `xn--…`. Fails with did.malformed, or
/// did.unsupported_method for a DID of another method.
Result<WebvhLocation> locate_did_webvh(const Did& did, const ResolutionOptions& options = {});

}  // namespace waarmerk::did
