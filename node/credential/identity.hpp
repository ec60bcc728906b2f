// Identity: a recipient without a DID, by salted hash (Open Badges 3.0 IdentityObject).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::node::credential {

struct Identity {
  std::string type;  ///< such as `emailAddress`
  std::string hash;  ///< `sha256$…`, or the plain value where `hashed` is false
  std::string salt = {};
  bool hashed = true;
};

/// `sha256$` and the hexadecimal SHA-256 of `value` followed by `salt`.
std::string hash_identity(std::string_view value, std::string_view salt);

/// A hashed identity under 16 fresh bytes of salt, so that the badge does not tell who it is for.
Identity make_identity(std::string_view type, std::string_view value, Random& random);

/// The number of a card on paper, drawn by chance: it says which card it is, and of nobody whose.
Identity make_card_number(Random& random);

enum class IdentityMatch { same, other, unknown };

/// Whether the identity is that of `value`; unknown for a hash that is not SHA-256.
IdentityMatch match_identity(const Identity& identity, std::string_view value);

/// Fails with credential.bad_achievement and the JSON path.
Result<Identity> read_identity(json::Value value, const std::string& path = "$");

void write_identity(json::Writer& writer, const Identity& identity);

}  // namespace waarmerk::node::credential
