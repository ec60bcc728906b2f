// Terms: what a bit of trust says of its trustee, in the words of the API and of invitations.
#pragma once

#include <cstdint>
#include <string>

#include "crypto/base/result.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/trust/graph.hpp"
#include "node/trust/scope.hpp"

namespace waarmerk::node::trust {

struct Terms {
  Kind kind = Kind::issue;
  int amount = full_amount;
  int depth = 0;
  std::uint32_t quota = 0;
  Scope scope = {};
  std::string basis = {};

  friend bool operator==(const Terms&, const Terms&) = default;
};

/// The members `kind`, `amount`, `depth`, `quota`, `skill`, `achievementType`, `jurisdiction`,
/// `any` and `basis`, each of which may be absent: who introduces has a depth of 1 then. Whether a
/// bit may be so is not looked at. Fails with trust.bad_bit, or as the reader does.
Result<Terms> read_terms(const json::Reader& object);

/// The same members into the object that is open.
void write_terms(json::Writer& writer, const Terms& terms);
/// Of them those of the scope, in the order of their bytes.
void write_scope(json::Writer& writer, const Scope& scope);

}  // namespace waarmerk::node::trust
