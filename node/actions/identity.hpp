// Identity: the organisation that this node speaks for, and the keys it speaks with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/keys/signer.hpp"
#include "did/did.hpp"
#include "did/document_history.hpp"
#include "node/feed/feed_id.hpp"
#include "node/records/organisation.hpp"

namespace waarmerk::node::actions {

/// Fixed for the life of the process.
struct Identity {
  did::Did did;
  std::string name;
  std::string url;  ///< public base URL without a slash at the end; may be empty
  did::DidDocument document;
  did::DocumentHistory documents;  ///< with those of before, where the method keeps them
  std::string issuing_method;      ///< the DID URL of the issuing key
  const keys::Signer& issuing;
  const keys::Signer& feed_signer;
  feed::FeedId feed;
  std::vector<std::string> mirrors = {};  ///< where else the feed is served (feed::mirrors_of)
};

struct IdentityKeys {
  const keys::Signer& issuing;
  const keys::Signer& feed;
};

/// Puts the identity together, with the DID document that the node publishes. The keys outlive it.
/// `history` is that of a did:webvh (load_own_history). Fails with did.* codes; with
/// did.bad_document where the issuing key is not the one that the history names.
Result<Identity> make_identity(const records::Organisation& organisation, IdentityKeys keys,
                               const std::optional<did::DocumentHistory>& history = {});

/// Whether nothing follows any more, by the owner's own word: its DID was deactivated.
bool is_over(const did::DocumentHistory& documents);

/// Below which address this node publishes its own status lists. Without a web address they are
/// named below the DID, and reach others on the feed.
const std::string& list_base(const Identity& self);

}  // namespace waarmerk::node::actions
