// Relation: two organisations and what they say of each other for one scope, whoever said it first.
#pragma once

#include <string>

#include "crypto/base/sha2.hpp"
#include "node/feed/feed_id.hpp"
#include "node/trust/scope.hpp"

namespace waarmerk::node::trust {

/// The same from both sides: the SHA-256 of `bot/rel/1`, a zero byte, the smaller feed id, the
/// larger one, and the SHA-256 of the scope as RFC 8785 writes it (spec/trust.md 9).
Sha256 relation_id(const feed::FeedId& one, const feed::FeedId& other, const Scope& scope);

struct Side {
  feed::FeedId feed;
  std::string name;  ///< what it is called
};

/// What people call a relation: both sides, the smaller feed id first, and for what. It tells none
/// from another for sure, as names do not.
std::string relation_name(const Side& one, const Side& other, const Scope& scope);

}  // namespace waarmerk::node::trust
