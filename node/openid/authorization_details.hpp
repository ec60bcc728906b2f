// AuthorizationDetails: a wallet says at the token endpoint which credential it wants, and is told
// by which name it may ask for it (OpenID4VCI 1.0 5.1.1 and 6.2, RFC 9396).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::node::openid {

inline constexpr std::string_view details_type = "openid_credential";
inline constexpr std::size_t details_bytes_max = 16 << 10;
inline constexpr std::size_t details_max = 8;

/// The ids of the configurations that are wanted, each once. What more is said of one is passed
/// over. Fails with openid.invalid_authorization_details, also for another type.
Result<std::vector<std::string>> read_authorization_details(std::string_view text);

/// What is granted: the member `authorization_details` of a token response, with the one identifier
/// that each configuration has, for an offer is of one badge.
void write_authorization_details(json::Writer& writer,
                                 const std::vector<std::string>& configurations);

std::string identifier_of(std::string_view configuration);
/// Nothing for an identifier that none is given of this form.
std::optional<std::string> configuration_of(std::string_view identifier);

}  // namespace waarmerk::node::openid
