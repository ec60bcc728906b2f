#include "crypto/jsonld/active_context.hpp"

#include <algorithm>

namespace waarmerk::jsonld {
namespace {

/// Up to here it is faster to compare names than to look them up.
constexpr std::size_t aliases_compared_max = 8;

}  // namespace

void Vocabulary::set(std::string_view term, const TermDefinition* definition) {
  terms[term] = definition;
  std::erase_if(aliases, [term](const KeywordAlias& alias) { return alias.name == term; });
  if (definition == nullptr || !definition->iri.is(IriForm::keyword)) return;
  alias_sizes |= std::uint64_t{1} << (term.size() & 63);
  aliases.push_back({.name = term, .keyword = definition->iri.keyword});
}

Keyword Vocabulary::keyword_of_alias(std::string_view name) const {
  if (aliases.size() > aliases_compared_max) {
    const TermDefinition* const definition = find(name);
    return definition == nullptr ? Keyword::none : definition->iri.keyword;
  }
  for (const auto& [alias, keyword] : aliases) {
    if (alias.size() == name.size() && same_name(alias.data(), name.data(), name.size())) {
      return keyword;
    }
  }
  return Keyword::none;
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
