// Our bits of a list as a Status List Token, and back (IETF Token Status List 4 and 7.1).
//
// We keep two bits for each entry, so that a badge that is revoked and one that is suspended are
// kept as in any other list of ours; a token has one value for both.
#pragma once

#include <cstdint>
#include <optional>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "node/credential/token_status_list.hpp"
#include "node/records/statuses.hpp"

namespace waarmerk::node::actions {

/// Two bits for each entry: 1 where it is revoked, or else 2 where it is suspended. Fails as
/// TokenStatusList::make for bits that are more than a list of ours has.
Result<credential::TokenStatusList> token_of(ByteView bits);

/// The bits that give this token; nothing where it is not one of the form above.
std::optional<Bytes> bits_of_token(const credential::TokenStatusList& token);

/// Our bits for what is revoked, of which there is one bit for each entry: in the list of a token
/// they stand further apart.
Bytes bits_of_revoked(const records::OwnList& list, ByteView revoked);

}  // namespace waarmerk::node::actions
