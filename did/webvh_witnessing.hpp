// What a witness of a did:webvh looks at and says: that the next version may be published
// (did:webvh 1.0, "Witnessing a DID Version Update", "The Witness Proofs File").
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/signer.hpp"
#include "did/webvh_log.hpp"

namespace waarmerk::did {

/// A log that was kept (WebvhLog::read_kept) with one line more, as any reader finds that but for
/// what its witnesses say of it. Fails with did.bad_log.
Result<WebvhLog> read_next_line(std::string_view log, std::string_view line, std::string_view scid,
                                UnixTime now);

/// `{"versionId":…,"proof":[…]}`, as it stands in `did-witness.json`. Whether the entry of that
/// version is one to confirm is the caller's to know. Fails as the signer does.
Result<std::string> confirm_webvh(std::string_view version_id, const keys::Signer& witness,
                                  UnixTime now);

/// The did:key whose one proof stands in a confirmation of this version, and holds. Fails with
/// did.bad_log where it is none of that.
Result<std::string> confirmer_of(std::string_view confirmation, std::string_view version_id);

/// The confirmations of two such files, each once; empty texts are empty files, and so is what
/// comes out where there is nothing. Fails with json.* codes for what is no list of JSON.
Result<std::string> join_confirmations(std::string_view left, std::string_view right);

}  // namespace waarmerk::did
