// Who signed a status list, and whether that is the issuer's word.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "node/credential/status_check.hpp"

namespace waarmerk::node::credential {

struct GoodListSignature {
  /// Where whoever has the domain of the issuer now may have made it, in the place of the issuer.
  std::optional<Check> warning = {};
};

struct BadSignature {
  std::string code;  ///< of the finding that decided
};

/// Or what must be known first.
using ListSignature = std::variant<GoodListSignature, BadSignature, did::Did, NeedDocument>;

/// Whether the list is signed by `issuer`, with a key that others are not feared to have.
ListSignature check_list_signature(const Secured& list, const std::string& issuer,
                                   const StatusRules& rules, const KnownDids& known);

/// Whether the key that signed the list when it was stored is still the one of its name, and the
/// issuer's to sign with; or what must be known first.
std::variant<bool, did::Did, NeedDocument> is_key_kept(const StoredStatus& stored,
                                                       const StatusRules& rules,
                                                       const KnownDids& known);

}  // namespace waarmerk::node::credential
