#include "node/actions/link_memory.hpp"

#include <algorithm>
#include <utility>

#include "node/mesh/marks.hpp"
#include "node/records/addresses.hpp"
#include "node/records/discouraged.hpp"
#include "node/records/organisation.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::ptrdiff_t reached_per_domain_max = 2;

}  // namespace

LinkMemory::LinkMemory(storage::Store& store)
    : store_(store), reached_(records::load_addresses(store).value_or(std::vector<std::string>())) {
  if (auto met = records::load_met_others(store); met && *met) met_ = **std::move(met);
}

/// Else whoever has many addresses would push out where all others were reached.
void LinkMemory::reach(const std::string& endpoint) {
  if (!reached_.empty() && reached_.front() == endpoint) return;
  std::erase(reached_, endpoint);
  reached_.insert(reached_.begin(), endpoint);
  const auto domain = mesh::endpoint_mark(endpoint);
  std::ptrdiff_t alike = 0;
  std::erase_if(reached_, [&](const std::string& other) {
    const bool is_alike = domain != 0 && mesh::endpoint_mark(other) == domain;
    return is_alike && ++alike > reached_per_domain_max;
  });
  if (reached_.size() > records::addresses_max) reached_.pop_back();
  storage::Batch rows;
  records::save_addresses(rows, reached_);
  (void)store_.write(rows, storage::Durability::buffered);
}

void LinkMemory::meet(const feed::FeedId& name) {
  if (met_.size() == records::met_others_max || std::ranges::count(met_, name) > 0) return;
  met_.push_back(name);
  storage::Batch rows;
  records::save_met_others(rows, met_);
  if (!store_.write(rows, storage::Durability::buffered)) met_.pop_back();
}

std::vector<mesh::Discouraged> LinkMemory::discouraged() const {
  std::vector<mesh::Discouraged> all;
  const auto rows = records::load_discouraged(store_);
  if (!rows) return all;
  for (const auto& row : *rows) {
    if (row.kind > static_cast<std::uint8_t>(mesh::Mark::domain)) continue;
    all.push_back({static_cast<mesh::Mark>(row.kind), row.number, row.until});
  }
  return all;
}

void LinkMemory::discourage(const std::vector<mesh::Discouraged>& all) {
  std::vector<records::Discouraged> kept;
  for (const auto& one : all) {
    kept.push_back({static_cast<std::uint8_t>(one.mark), one.number, one.until});
  }
  storage::Batch rows;
  records::save_discouraged(rows, kept);
  (void)store_.write(rows, storage::Durability::buffered);
}

}  // namespace waarmerk::node::actions
