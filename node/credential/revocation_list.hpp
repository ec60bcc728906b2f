// RevocationList: the ids of withdrawn badges, as 1EdTech lists them (vcrl_v1p0). Read, not made.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::node::credential {

inline constexpr std::string_view revocation_list_type = "1EdTechRevocationList";
inline constexpr std::size_t revoked_ids_max = 1 << 20;

/// A plain JSON document without signature: what it says counts only where it came from its URL.
struct RevocationList {
  std::optional<std::string> issuer = {};
  std::unordered_set<std::string_view> revoked;  ///< borrowed from the document
};

/// Reads `revokedCredentials`, or `revokedCredential` as some write it. An entry is an id, or an
/// object with one, whose `revoked` may say that it is not. Fails with status.list_malformed.
Result<RevocationList> read_revocation_list(json::Value document);

}  // namespace waarmerk::node::credential
