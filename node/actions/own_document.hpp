// Our own DID document: what a did:web or did:webvh of ours says of its keys and its feed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/keys/public_key.hpp"
#include "did/document.hpp"
#include "did/write.hpp"

namespace waarmerk::node::actions {

struct OwnDocument {
  did::Did did;
  std::string url;  ///< where others reach the node, without a slash at the end
  std::string issuing_fragment;
  keys::PublicKey issuing;
  keys::PublicKey feed;
  std::uint32_t epoch = 0;               ///< of the feed
  std::vector<std::string> former = {};  ///< what the DID was called before it moved
  /// Keys that are named only to say since when they are not to be believed.
  std::vector<did::PublishedMethod> withdrawn = {};
  std::vector<std::string> mirrors = {};  ///< where else the feed is served (feed::mirrors_of)
};

/// A did:webvh is also known as the did:web of the same place, and as what it was called before.
/// Fails with did.bad_document.
Result<did::DidDocument> write_own_document(const OwnDocument& wanted);

/// The document of the did:web beside a did:webvh, whose service names the feed: it is that of the
/// did:webvh, which a did:web alone would not have. Fails as did::parallel_did_web does.
Result<json::Document> write_parallel_document(const did::Did& did, const json::Document& document);

/// What this DID was called before, as its document says.
std::vector<std::string> former_names(const did::DidDocument& document);

/// The methods of a document that stand for nothing but their own withdrawal.
std::vector<did::PublishedMethod> withdrawn_methods(const did::DidDocument& document);

}  // namespace waarmerk::node::actions
