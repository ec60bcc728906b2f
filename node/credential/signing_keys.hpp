// Signing keys: the keys that signatures were held against, as text, and where each is known from.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "node/credential/key_lookup.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::node::credential {

/// Where the document of a DID came from.
struct DocumentSource {
  did::Did did;
  Source source = Source::none;
  std::optional<UnixTime> as_of = {};  ///< when it was fetched or last heard of, where it is known
};

/// In the same order. Of a key whose document is not among `documents` the source is none: its name
/// is the key, or the badge brought it along. What was fetched now is of `now`.
std::vector<SigningKey> describe_keys(std::span<const UsedKey> used,
                                      std::span<const DocumentSource> documents, UnixTime now);

}  // namespace waarmerk::node::credential
