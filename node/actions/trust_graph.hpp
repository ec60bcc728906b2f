// TrustGraph: the network of trust around an organisation, with names, for a picture and a table.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/actions/parties.hpp"
#include "node/trust/graph.hpp"
#include "node/trust/surroundings.hpp"

namespace waarmerk::node::actions {

struct GraphQuestion {
  did::Did centre;
  std::string centre_name = {};  ///< where it is known
  bool with_roots = false;       ///< also around those whom the policy believes
  UnixTime at;
  int hops = 2;
};

struct GraphOrganisation {
  Party who;
  int hops = 0;                         ///< from the nearest of the centre
  std::optional<int> root_amount = {};  ///< where the policy believes it
};

/// What one says of another. Both are numbers of TrustGraph::organisations.
struct GraphBit {
  std::size_t from = 0;
  std::size_t to = 0;
  trust::Kind kind = trust::Kind::issue;
  int amount = 0;
  int depth = 0;
  trust::Scope scope = {};
  UnixTime since;
  UnixTime until;
  Sha256 hash;
  bool is_settled = true;  ///< else it is too new to count yet (spec/trust.md 4)
};

struct TrustGraph {
  std::vector<GraphOrganisation> organisations = {};  ///< the centre first, then the nearest
  std::vector<GraphBit> bits = {};                    ///< in the order of who says them
  bool is_cut_short = false;                          ///< there are more
};

/// Of the bits that live at the time that is asked about. Fails as the store does.
Result<TrustGraph> show_trust_graph(const records::Records& records, const trust::Graph& graph,
                                    const TrustPolicy& policy, const GraphQuestion& question);

}  // namespace waarmerk::node::actions
