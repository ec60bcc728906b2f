// What of an entry is hashed, and how. For the .cpp files of this folder only.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::did {

/// The hash of an entry without its proof, behind the version `previous`; of the first one, behind
/// the SCID. Fails with did.bad_log.
Result<std::string> hash_of_entry(const json::Document& entry, std::string_view previous);

/// The SCID of a first entry in which `scid` stands for it: itself, or a placeholder. Fails with
/// did.bad_log.
Result<std::string> scid_of_entry(const json::Document& entry, std::string_view scid);

/// The text with each `what` changed to `with`.
std::string replaced(std::string_view text, std::string_view what, std::string_view with);

/// A copy with this text as its `versionId`. Fails with did.bad_log.
Result<json::Document> with_version_id(const json::Document& entry, std::string_view version_id);

}  // namespace waarmerk::did
