// What the owner of a did:webvh writes: its log from the first entry on (did:webvh 1.0, "Create",
// "Update"), with keys that are committed to before they are used (pre-rotation).
//
// Entry n is signed with update key n, whose hash entry n - 1 gave. Who steals the key that signed
// the last entry can thus not write the next.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/keys/signer.hpp"
#include "did/did.hpp"
#include "did/request.hpp"
#include "did/webvh_log.hpp"

namespace waarmerk::did {

/// The keys of one entry: the one that signs it, and the one that will sign the next.
struct WebvhKeys {
  const keys::Signer& now;
  keys::PublicKey next;
};

struct BegunWebvh {
  Did did;
  std::string line;  ///< without its newline
};

/// The did:webvh of who publishes at `base_url` while its SCID is not known: webvh_unknown_scid
/// stands there. Fails with did.malformed.
Result<Did> webvh_at(std::string_view base_url, const ResolutionOptions& options = {});

/// A SCID that no log can have.
inline constexpr std::string_view webvh_unknown_scid =
    "Qm11111111111111111111111111111111111111111111";

/// The first entry. `state` is a document with webvh_unknown_scid wherever the SCID belongs. Fails
/// as begin_webvh_log does.
Result<BegunWebvh> begin_webvh(const json::Document& state, const WebvhKeys& keys, UnixTime now);

/// The next entry, with this document. Its time is the next whole second, and later than `before`.
/// Fails as continue_webvh_log does.
Result<std::string> continue_webvh(const WebvhEntry& before, const json::Document& state,
                                   const WebvhKeys& keys, UnixTime now);

/// The next entry, with the document of before, which names who must confirm each entry from then
/// on; with nobody, that nobody need. Its time is as of continue_webvh. Fails likewise.
Result<std::string> name_webvh_witnesses(const WebvhEntry& before, const WebvhWitnesses& witnesses,
                                         const WebvhKeys& keys, UnixTime now);

/// The next entry, with the document of before, which names who watches the DID from then on; with
/// nobody, that nobody does. Its time is as of continue_webvh. Fails likewise.
Result<std::string> name_webvh_watchers(const WebvhEntry& before,
                                        const std::vector<std::string>& urls, const WebvhKeys& keys,
                                        UnixTime now);

/// The last entry: nothing follows it. The document stays, for what was signed before. Its time is
/// as of continue_webvh. Fails as continue_webvh_log does.
Result<std::string> deactivate_webvh(const WebvhEntry& before, const keys::Signer& update_key,
                                     UnixTime now);

/// The document of the did:web at the same place (did:webvh 1.0, "Publishing a Parallel did:web
/// DID"): every mention of the did:webvh is one of the did:web, each is known as the other, and the
/// services `#files` and `#whois`, which go without saying for a did:webvh, are said. Fails with
/// did.malformed or did.bad_document.
Result<json::Document> parallel_did_web(const Did& did, const json::Document& document);

}  // namespace waarmerk::did
