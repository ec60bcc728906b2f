#include "node/actions/check_material.hpp"

#include <utility>

#include "node/actions/held_evidence.hpp"

namespace waarmerk::node::actions {

Task<Material> find_material(const Ports& ports, WitnessPolicy policy, MaterialOrder order) {
  HeldEvidence held(ports, std::move(policy));
  Material material;
  for (const auto& did : order.dids) {
    auto found = co_await held.find_did(did);
    if (found) material.documents.push_back({did.text(), std::move(found->documents)});
  }
  std::size_t bytes = 0;
  for (const auto& list : order.lists) {
    auto found =
        co_await held.find_status_list({.url = list.url, .issuer = list.issuer, .as_signed = true});
    if (!found || bytes + found->credential.size() > material_list_bytes_max) continue;
    bytes += found->credential.size();
    material.lists.push_back({list.url, std::move(*found)});
  }
  co_return material;
}

}  // namespace waarmerk::node::actions
