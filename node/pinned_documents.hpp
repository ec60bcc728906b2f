// The DID documents that the operator pinned: the node goes by them, and asks nobody.
#pragma once

#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/node_evidence.hpp"

namespace waarmerk::node {

/// `pinned` is as in the configuration: each a DID and a file, which is a DID document of 1 MiB at
/// most, or `did.jsonl` of a did:webvh without witnesses. Fails with config.bad_value that names
/// the DID.
Result<actions::PinnedDocuments> load_documents(const std::vector<std::string>& pinned,
                                                UnixTime now);

}  // namespace waarmerk::node
