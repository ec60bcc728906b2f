// Relation: two organisations and what they say of each other for one scope, whoever said it first.
#pragma once

#include "crypto/base/sha2.hpp"
#include "node/feed/feed_id.hpp"
#include "node/trust/scope.hpp"

namespace waarmerk::node::trust {

/// The same from both sides: the SHA-256 of `bot/rel/1`, a zero byte, the smaller feed id, the
/// larger one, and the SHA-256 of the scope as RFC 8785 writes it (spec/trust.md 9).
Sha256 relation_id(const feed::FeedId& one, const feed::FeedId& other, const Scope& scope);

}  // namespace waarmerk::node::trust
