#include "node/trust/relation.hpp"

#include <algorithm>
#include <cassert>
#include <string_view>

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "node/trust/terms.hpp"

namespace waarmerk::node::trust {
namespace {

constexpr std::string_view relation_domain{"bot/rel/1\0", 10};

Sha256 hash_of(const Scope& scope) {
  json::Writer writer;
  writer.begin_object();
  write_scope(writer, scope);
  const auto document = json::parse(writer.end_object().take());
  assert(document);
  return sha256(bytes_of(json::canonical(document->root())));
}

std::string words_of(const Scope& scope) {
  if (scope.any) return ": anything";
  std::string text;
  for (const auto& [dimension, name] : dimension_names) {
    const auto found = scope.values.find(dimension);
    if (found == scope.values.end()) continue;
    for (const auto& value : found->second) text += (text.empty() ? ": " : ", ") + value;
  }
  return text;
}

}  // namespace

Sha256 relation_id(const feed::FeedId& one, const feed::FeedId& other, const Scope& scope) {
  const auto& [smaller, larger] = std::minmax(one, other);
  return sha256({bytes_of(relation_domain), smaller.value, larger.value, hash_of(scope).value});
}

std::string relation_name(const Side& one, const Side& other, const Scope& scope) {
  const bool is_first = one.feed < other.feed;
  const auto& first = is_first ? one : other;
  const auto& second = is_first ? other : one;
  return first.name + " \u2013 " + second.name + words_of(scope);
}

}  // namespace waarmerk::node::trust
