#include "crypto/jsonld/active_context.hpp"

#include <algorithm>

namespace waarmerk::jsonld {

void Vocabulary::set(std::string_view term, const TermDefinition* definition) {
  terms[term] = definition;
  if (definition != nullptr && definition->iri.is(IriForm::keyword)) {
    alias_sizes |= std::uint64_t{1} << (term.size() & 63);
  }
}

std::size_t ContextStep::hash() const {
  std::size_t hash = reinterpret_cast<std::uintptr_t>(term) >> 5;
  for (const std::string_view url : urls) hash = hash * 31 + hash_of(url);
  return hash * 5 + static_cast<std::size_t>(kind);
}

bool ContextStep::operator==(const ContextStep& other) const {
  return kind == other.kind && term == other.term && std::ranges::equal(urls, other.urls);
}

const ActiveContext* ActiveContext::follow(const ContextStep& step) const {
  const auto& bucket = followed_[step.hash() % followed_.size()];
  for (const Followed* at = bucket.load(std::memory_order_acquire); at != nullptr; at = at->next) {
    if (at->step == step) return at->to;
  }
  return nullptr;
}

void ActiveContext::remember(Followed& followed) const {
  auto& bucket = followed_[followed.step.hash() % followed_.size()];
  followed.next = bucket.load(std::memory_order_relaxed);
  bucket.store(&followed, std::memory_order_release);
}

}  // namespace waarmerk::jsonld
