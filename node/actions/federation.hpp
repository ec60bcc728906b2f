// Federation: ourselves, and those whom we believe in whole and for all to know, as Entity
// Statements of OpenID Federation 1.0 (spec/trust.md 15).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/trust_desk.hpp"

namespace waarmerk::node::actions {

/// There is nothing to sign: see where it fails.
inline constexpr ErrorCode no_statement{"trust.no_statement", ErrorKind::missing};

inline constexpr std::string_view entity_statement_type = "entity-statement+jwt";
inline constexpr std::int64_t entity_statement_ms = day_ms;

inline constexpr std::string_view federation_fetch_path = "/federation/fetch";
inline constexpr std::string_view federation_list_path = "/federation/list";

/// What we say of ourselves: an Entity Configuration, as a JWT. Fails with trust.no_statement where
/// our public URL is not of https or our DID was deactivated, or as the signer does.
Result<std::string> entity_configuration(const Ports& ports);

/// What we say of another: a Subordinate Statement, as a JWT. Fails with trust.no_statement also
/// where no keys of its are known by which it signs now, or as the signer and the store do.
Result<std::string> subordinate_statement(const Ports& ports, const Believed& subordinate);

}  // namespace waarmerk::node::actions
