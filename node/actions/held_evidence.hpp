// HeldEvidence: what this node knows already, and nobody is asked.
#pragma once

#include "node/actions/node_evidence.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/witness_policy.hpp"
#include "node/fetch/fetcher.hpp"

namespace waarmerk::node::actions {

/// A Fetcher that reaches nobody. Fails with fetch.refused.
class Nobody final : public fetch::Fetcher {
 public:
  Task<Result<fetch::Fetched>> fetch(fetch::FetchRequest request) override;
};

/// On the node's strand; `ports` outlives it.
class HeldEvidence final : public Evidence {
 public:
  HeldEvidence(const Ports& ports, WitnessPolicy policy);

  Task<Answer<DidEvidence>> find_did(did::Did did) override;
  Task<Answer<ListEvidence>> find_status_list(credential::NeedStatusList need) override;
  Task<Answer<DocumentEvidence>> find_document(credential::NeedDocument need) override;

 private:
  Nobody nobody_;
  Ports ports_;
  NodeEvidence inner_;
};

}  // namespace waarmerk::node::actions
