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

}  // namespace

Sha256 relation_id(const feed::FeedId& one, const feed::FeedId& other, const Scope& scope) {
  const auto& [smaller, larger] = std::minmax(one, other);
  return sha256({bytes_of(relation_domain), smaller.value, larger.value, hash_of(scope).value});
}

}  // namespace waarmerk::node::trust
