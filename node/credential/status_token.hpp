// Status List Tokens as they come: a JWT, or a CWT (IETF Token Status List 5).
#pragma once

#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/status_entry.hpp"

namespace waarmerk::node::credential {

/// Whether these bytes can only be a CWT: neither JSON nor a JWT begins like this.
bool is_status_cwt(ByteView bytes);

/// Opens a JWT, or a CWT in a COSE_Sign1, with its tags or without. The document of either holds
/// the claims by the names that they have in a JWT, so that both are read alike. Fails with
/// credential.unreadable, credential.unsupported_format, status.list_malformed or what json::parse
/// fails with.
Result<Secured> open_status_token(std::string_view bytes);

/// What is asked for where a list of this kind is: of a token the JWT rather than the CWT.
std::string_view accepted_types(StatusKind kind);

}  // namespace waarmerk::node::credential
