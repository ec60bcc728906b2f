// FileEvidence: what a verification without a node may know: given documents, then the network.
#pragma once

#include <string>

#include "cli/documents.hpp"
#include "crypto/base/time.hpp"
#include "did/resolution.hpp"
#include "node/actions/evidence.hpp"
#include "node/fetch/fetcher.hpp"

namespace waarmerk::cli {

/// Gives the network when it is first needed. Fails where it may not be asked.
using Reach = std::function<Result<node::fetch::Fetcher*>()>;

class FileEvidence final : public node::actions::Evidence {
 public:
  FileEvidence(Documents documents, Reach reach, did::ResolutionOptions options)
      : documents_(std::move(documents)), reach_(std::move(reach)), options_(options) {}

  /// From now on it is this late.
  void set_time(UnixTime now) { options_.now = now; }

  /// Fails with did.unavailable where it is not given and may not be asked for, or as resolve_did.
  node::Task<node::actions::Answer<node::actions::DidEvidence>> find_did(did::Did did) override;
  /// Fails with fetch.* likewise.
  node::Task<node::actions::Answer<node::actions::ListEvidence>> find_status_list(
      node::credential::NeedStatusList need) override;
  node::Task<node::actions::Answer<node::actions::DocumentEvidence>> find_document(
      node::credential::NeedDocument need) override;

 private:
  Documents documents_;
  Reach reach_;
  did::ResolutionOptions options_;
};

/// The network is not to be asked. Fails with fetch.refused.
Reach offline();

}  // namespace waarmerk::cli
