// Identity: the organisation that this node speaks for, and the keys it speaks with.
#pragma once

#include <string>

#include "crypto/keys/signer.hpp"
#include "did/did.hpp"
#include "did/document.hpp"
#include "node/feed/feed_id.hpp"
#include "node/records/organisation.hpp"

namespace waarmerk::node::actions {

/// Fixed for the life of the process.
struct Identity {
  did::Did did;
  std::string name;
  std::string url;  ///< public base URL without a slash at the end; may be empty
  did::DidDocument document;
  std::string issuing_method;  ///< the DID URL of the issuing key
  const keys::Signer& issuing;
  const keys::Signer& feed_signer;
  feed::FeedId feed;
};

struct IdentityKeys {
  const keys::Signer& issuing;
  const keys::Signer& feed;
};

/// Puts the identity together, with the DID document that the node publishes. The keys outlive it.
/// Fails with did.* codes.
Result<Identity> make_identity(const records::Organisation& organisation, IdentityKeys keys);

/// Below which address this node publishes its own status lists. Without a web address they are
/// named below the DID, and reach others on the feed.
const std::string& list_base(const Identity& self);

}  // namespace waarmerk::node::actions
