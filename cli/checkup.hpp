// Checkup: what may be amiss with this machine's node, each with what to do about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/node_client.hpp"
#include "cli/node_files.hpp"
#include "cli/workspace.hpp"

namespace waarmerk::cli {

enum class Health {
  good,
  note,  ///< worth knowing, and no harm yet
  bad,
};

struct Observation {
  std::string_view what;  ///< such as `clock`
  Health health = Health::good;
  std::string sentence;
  std::string advice = {};  ///< what to do; empty where all is well
};

using Observations = std::vector<Observation>;

/// Files, disk, clock and certificate; the node need not run.
Observations examine_machine(const NodeFiles& files, const Workspace& workspace);

/// Whether the node answers, and then its feed, its peers, its lists and its DID document.
Observations examine_node(NodeClient& node, Workspace& workspace);

}  // namespace waarmerk::cli
