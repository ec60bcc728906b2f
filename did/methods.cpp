// A method is a row here: its name, and how it begins.
#include "did/methods.hpp"

#include <utility>

#include "did/did_jwk.hpp"
#include "did/did_key.hpp"
#include "did/did_web.hpp"

namespace waarmerk::did {

Result<FirstStep> begin_resolution(const Did& did, const ResolutionOptions& options) {
  if (did.method() == "key") return resolve_did_key(did);
  if (did.method() == "jwk") return resolve_did_jwk(did);
  if (did.method() == "web") {
    TRY(location, locate_did_web(did, options));
    return Request{.url = location.url()};
  }
  return fail(unsupported_method, "no DID method " + std::string(did.method()) + " here");
}

}  // namespace waarmerk::did
