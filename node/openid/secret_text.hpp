// SecretText: chance that opens one thing, with the id of that thing inside, so that it is found
// without an index. The text is shown once; what is kept is its hash.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/random.hpp"
#include "crypto/base/sha2.hpp"

namespace waarmerk::node::openid {

enum class SecretKind {
  code,           ///< `wmo_…`: a pre-authorized code
  access_token,   ///< `wma_…`
  request_state,  ///< `wmr_…`: says which request a wallet answers
  response_code,  ///< `wmc_…`: brings who answered back to who asked
};

struct NewSecret {
  std::string text;  ///< four letters, 16 hex digits that are the id, `_`, 32 hex digits of chance
  Sha256 hash;       ///< of the text
};

/// 16 hex digits of chance.
std::string draw_id(Random& random);

/// `id` is one that draw_id gave.
NewSecret make_secret(SecretKind kind, std::string_view id, Random& random);

/// The id inside, or nothing for what cannot be a secret of this kind.
std::optional<std::string_view> secret_id(SecretKind kind, std::string_view text);

/// Whether it is the text of this hash. The time it takes tells nothing.
bool opens(const Sha256& hash, std::string_view text);

}  // namespace waarmerk::node::openid
