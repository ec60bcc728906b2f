// Seeking: the nodes of organisations that the operator lists, looked for where nobody else is left
// to ask (spec/wire/gossip.md 7).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "did/request.hpp"
#include "node/actions/exchange_gossip.hpp"
#include "node/actions/mesh_links.hpp"
#include "node/actions/ports.hpp"
#include "node/fetch/txt_records.hpp"
#include "node/ops/log.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node {

/// Whether no peer answers and no link stands.
bool is_alone(const std::vector<actions::PeerState>& peers, std::size_t links);

/// On the node's strand.
class Seeking {
 public:
  struct Ways {
    actions::Ports& ports;
    actions::Exchange& exchange;
    actions::MeshLinks& mesh;
    ops::Log& log;
  };
  /// `seeds` are domains and DIDs. All outlive it.
  Seeking(Ways ways, std::vector<std::string> seeds, did::ResolutionOptions resolution,
          std::unique_ptr<fetch::TxtRecords> names);
  /// With the system's DNS.
  Seeking(Ways ways, std::vector<std::string> seeds, did::ResolutionOptions resolution);

  fetch::TxtRecords& names() { return *names_; }

  /// Looks once: where the node is alone, as it was the time before, the next seed is looked for,
  /// and its node may be dialled from then on.
  Task<void> look();
  /// Again and again, once a minute.
  Task<void> run();

 private:
  Ways ways_;
  std::vector<std::string> seeds_;
  did::ResolutionOptions resolution_;
  std::unique_ptr<fetch::TxtRecords> names_;
  std::size_t next_ = 0;
  bool was_alone_ = false;
};

}  // namespace waarmerk::node
