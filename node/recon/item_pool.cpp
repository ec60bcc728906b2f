#include "node/recon/item_pool.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace waarmerk::node::recon {

ItemNodeRef ItemPool::share(ItemNode node) {
  const auto key = node.sum.low();
  const auto [begin, end] = nodes_.equal_range(key);
  const auto found = std::find_if(begin, end, [&](const auto& e) { return *e.second == node; });
  if (found != end) return found->second;
  if (nodes_.size() >= sweep_above_) sweep();
  return nodes_.emplace(key, std::make_shared<const ItemNode>(std::move(node)))->second;
}

void ItemPool::sweep() {
  const auto is_lonely = [](const auto& e) { return e.second.use_count() == 1; };
  while (std::erase_if(nodes_, is_lonely) > 0) {
  }  // what a node let go of may be lonely now
  sweep_above_ = std::max<std::size_t>(4096, 2 * nodes_.size());
}

}  // namespace waarmerk::node::recon
