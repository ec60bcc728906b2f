#include "crypto/jsonld/context_pool.hpp"

#include <utility>
#include <vector>

namespace waarmerk::jsonld {

ContextPool::ContextPool(Use use, std::shared_ptr<const void> documents)
    : use_(use), documents_(std::move(documents)) {
  add({});
}

const ActiveContext& ContextPool::add(Vocabulary&& vocabulary) {
  return contexts_.emplace_back(std::move(vocabulary), *this);
}

void ContextPool::remember(const ActiveContext& from, const ContextStep& step,
                           const ActiveContext& to) {
  ContextStep kept = step;
  std::vector<std::string_view> urls;
  for (const std::string_view url : step.urls) urls.push_back(arena_.keep(url));
  kept.urls = arena_.copy(std::span<const std::string_view>(urls));
  from.remember(*arena_.make<ActiveContext::Followed>(kept, &to, nullptr));
}

}  // namespace waarmerk::jsonld
