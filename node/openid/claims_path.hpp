// ClaimsPath: where a claim stands in a credential that is JSON (OpenID4VP 1.0 section 7).
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "crypto/base/error.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::node::openid {

inline constexpr ErrorCode bad_request{"request.malformed", ErrorKind::invalid};

inline constexpr std::size_t path_steps_max = 16;

struct EachElement {
  friend bool operator==(const EachElement&, const EachElement&) = default;
};
/// The name of a member, the place of an element, or all elements.
using PathStep = std::variant<std::string, std::size_t, EachElement>;
using ClaimsPath = std::vector<PathStep>;

/// Fails with request.malformed.
Result<ClaimsPath> read_claims_path(const json::Reader& path);
void write_claims_path(json::Writer& writer, const ClaimsPath& path);

struct SelectedClaim {
  json::Value value;
  std::string pointer;  ///< where it stands (RFC 6901)
};

/// What it points to; nothing where that is not there, or where something on the way has another
/// form than the path has.
std::vector<SelectedClaim> select_claims(json::Value credential, const ClaimsPath& path);

}  // namespace waarmerk::node::openid
