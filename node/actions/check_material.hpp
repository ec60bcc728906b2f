// Check material: what this node holds of others, for somebody who checks a badge by himself.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "did/did.hpp"
#include "node/actions/evidence.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/witness_policy.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

inline constexpr std::size_t material_names_max = 8;  ///< of DIDs, and of lists
/// Lists beyond this are left out: who asked finds that he cannot check them.
inline constexpr std::size_t material_list_bytes_max = 8 << 20;

struct ListName {
  std::string url;
  std::string issuer;
};

struct MaterialOrder {
  std::vector<did::Did> dids;
  std::vector<ListName> lists;
};

/// What is not held is not in it.
struct Material {
  struct Documents {
    std::string did;
    did::DocumentHistory history;
  };
  struct List {
    std::string url;
    ListEvidence evidence;  ///< the list as it was signed
  };
  std::vector<Documents> documents = {};
  std::vector<List> lists = {};
};

/// Asks nobody. On the node's strand; `ports` outlives it.
Task<Material> find_material(const Ports& ports, WitnessPolicy policy, MaterialOrder order);

}  // namespace waarmerk::node::actions
