// Dcql: which credentials a verifier asks for, and whether what was shown is that (OpenID4VP 1.0
// section 6).
//
// What a wallet sends is never believed to be what was asked for: the same query judges the answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/openid/claims_path.hpp"
#include "node/openid/metadata.hpp"

namespace waarmerk::node::openid {

inline constexpr std::size_t credential_queries_max = 16;
inline constexpr std::size_t claim_queries_max = 32;
inline constexpr std::size_t query_values_max = 64;  ///< also of types, sets and their options

using ClaimValue = std::variant<std::string, std::int64_t, bool>;

struct ClaimQuery {
  std::string id = {};
  ClaimsPath path;
  std::vector<ClaimValue> values = {};  ///< one of them, where there are any
};

struct CredentialQuery {
  std::string id;
  std::string format;
  bool may_be_many = false;
  bool needs_holder = true;  ///< `require_cryptographic_holder_binding`
  /// One of these, each with all of its types; of an SD-JWT VC its `vct` alone.
  std::vector<std::vector<std::string>> kinds;
  std::vector<ClaimQuery> claims = {};
  std::vector<std::vector<std::string>> claim_sets = {};  ///< by the ids of claims
};

struct CredentialSet {
  std::vector<std::vector<std::string>> options;
  bool is_required = true;
};

struct Dcql {
  std::vector<CredentialQuery> credentials;
  std::vector<CredentialSet> sets = {};
};

/// Fails with request.malformed, also for trusted_authorities, which nobody here could check, for a
/// format that cannot be verified, and for a member that is not known.
Result<Dcql> read_dcql(const json::Reader& query);

/// A credential that was shown, whatever secures it.
struct Candidate {
  std::string_view format;
  json::Value claims;
  std::vector<std::string> kinds;  ///< its types, expanded and as they are written; or its `vct`
};

struct ShownClaim {
  ClaimsPath path;
  std::vector<json::Value> values;
  std::vector<std::string> pointers = {};  ///< where each of them stands (RFC 6901)
};

/// The claims that were asked for and are there; nothing where it is not what was asked for.
std::optional<std::vector<ShownClaim>> claims_shown(const CredentialQuery& query,
                                                    const Candidate& candidate);

/// Whether credentials for these queries are all that is needed.
bool is_enough(const Dcql& query, const std::set<std::string, std::less<>>& answered);

}  // namespace waarmerk::node::openid
