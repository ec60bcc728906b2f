// NodeEvidence: what the node knows already, and the network only where it knows nothing.
//
// Asking an issuer about a badge tells it where somebody applies. So what came by the feeds is used
// as long as it is valid, and a fetch is the last resort.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "did/resolution.hpp"
#include "node/actions/allowance.hpp"
#include "node/actions/evidence.hpp"
#include "node/actions/name_owner.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/actions/witness_policy.hpp"
#include "node/records/lists.hpp"

namespace waarmerk::node::actions {

/// What the operator says of DIDs, by their text: nobody is asked for these, and no feed is heard.
using PinnedDocuments = std::map<std::string, did::DocumentHistory>;

class NodeEvidence final : public Evidence {
 public:
  NodeEvidence(Ports& ports, did::ResolutionOptions options, WitnessPolicy policy = {},
               PinnedDocuments pinned = {})
      : ports_(ports), options_(options), policy_(std::move(policy)), pinned_(std::move(pinned)) {}

  Task<Answer<DidEvidence>> find_did(did::Did did) override;
  Task<Answer<ListEvidence>> find_status_list(credential::NeedStatusList need) override;
  Task<Answer<DocumentEvidence>> find_document(credential::NeedDocument need) override;

 private:
  Task<Answer<DidEvidence>> fetch_did(did::Did did);
  /// The history of a did:webvh from others than its host. Fails with did.not_found.
  Task<Result<Resolved>> ask_others(did::Did did);
  /// What was asked for in vain, or the list by what the issuer's mirrors have of its feed.
  Task<Answer<std::string>> ask_mirrors(credential::NeedStatusList need,
                                        Answer<std::string> in_vain);
  /// Where the list is asked for.
  std::string address_of(const credential::NeedStatusList& need) const;
  /// What stands at the places that are needed, without reading the list.
  Result<std::optional<ListEvidence>> find_stored(const credential::NeedStatusList& need,
                                                  UnixTime now) const;
  /// What stood at the places then; nothing where only the list of now can tell. Fails with
  /// status.not_known_then.
  Result<std::optional<ListEvidence>> find_then(const credential::NeedStatusList& need,
                                                UnixTime now) const;
  Result<std::optional<ListEvidence>> own_list_then(const records::OwnList& list,
                                                    const credential::NeedStatusList& need) const;
  Result<std::optional<ListEvidence>> evidence_then(const credential::NeedStatusList& need,
                                                    credential::StoredStatus stored,
                                                    credential::Source source) const;
  /// The list of whom the issuer appointed to go on with its lists, where it is the newer.
  Result<std::optional<ListEvidence>> find_continued(const credential::NeedStatusList& need) const;
  Result<ListEvidence> held_list(const records::KnownList& list, credential::Source web) const;
  Task<Answer<std::string>> fetch_text(std::string url, std::string accept);
  Task<Result<did::DocumentHistory>> keep_documents(did::Did did, Resolved resolved, HostWord host);
  /// Whether it is a list that its issuer signed, and is on disk now.
  Task<bool> keep_fetched(credential::NeedStatusList need, std::string text);
  bool failed_lately(const std::string& url) const;
  void note_failure(const std::string& url);
  /// With what is known of the issuer.
  Result<credential::Provenance> provenance_of(
      std::string_view issuer, credential::Source source,
      const std::optional<records::ListPlace>& place) const;

  Ports& ports_;
  did::ResolutionOptions options_;
  WitnessPolicy policy_;
  PinnedDocuments pinned_;
  Allowance strangers_{64 << 20};           // documents and lists of whom we knew nothing before
  std::map<std::string, UnixTime> failed_;  // a host that is gone is not waited for each time
};

}  // namespace waarmerk::node::actions
