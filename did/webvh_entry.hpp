// One line of a did:webvh log, checked against what the line before it left. Internal.
#pragma once

#include <optional>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "did/webvh_log.hpp"

namespace waarmerk::did {

/// What of an entry is still to be proved.
enum class WebvhTrust {
  nothing,   ///< it came from anywhere
  verified,  ///< it was verified before, and kept where nobody else writes
};

/// Where an entry stands: what is asked for, and the entry before it, if there is one.
struct WebvhPlace {
  std::string_view scid;
  UnixTime now;
  const WebvhEntry* before = nullptr;
  WebvhTrust trust = WebvhTrust::nothing;
};

/// Everything about an entry but its witnesses: its number, hash, time, parameters, document and
/// signature, and the SCID of the first. Fails with did.bad_log and the JSON path.
Result<WebvhEntry> read_webvh_entry(const json::Document& line, const WebvhPlace& place);

}  // namespace waarmerk::did
