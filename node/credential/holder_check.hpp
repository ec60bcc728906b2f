// Holder check: whether a badge is shown by the holder of the key that it names (RFC 9901 7.3).
#pragma once

#include <optional>
#include <string>

#include "crypto/base/time.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::node::credential {

/// How old a key binding may be that somebody asked for.
inline constexpr std::int64_t key_binding_age_ms_max = 10 * minute_ms;

struct HolderRules {
  UnixTime now;
  std::string subject;  ///< whom the badge was given to; may be empty
  /// What the verifier asked to be signed. Where one is given, a key binding must be there.
  std::optional<std::string> challenge = {};
  std::optional<std::string> domain = {};
};

/// The check `holder`; nothing where no key binding is there and none was asked for.
std::optional<Check> check_holder(const Secured& secured, const HolderRules& rules);

}  // namespace waarmerk::node::credential
