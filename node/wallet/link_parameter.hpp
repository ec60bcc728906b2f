// Link parameter: one value behind the `?` of a link, whatever its scheme.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace waarmerk::node::wallet {

inline constexpr ErrorCode bad_link_text{"wallet.malformed_link", ErrorKind::invalid};

/// Decoded, `+` as a space; nothing where it is not there. Fails with wallet.malformed_link.
Result<std::optional<std::string>> link_parameter(std::string_view link, std::string_view name);

}  // namespace waarmerk::node::wallet
