// Revocations: what any list of an issuer revoked stays revoked, whichever list is followed now,
// and whichever branch of a forked feed it stood in (Bitstring Status List 3.1).
//
// Lists are their bits, as they are published; beyond its end a list sets nothing.
#pragma once

#include "crypto/base/bytes.hpp"

namespace waarmerk::node::feed {

/// What is set in one of the two, or in both; as long as the longer.
Bytes joined(ByteView left, ByteView right);

/// `list` revoked this once, and `followed` is the list that counts: what it does not revoke is
/// kept `beside` it. Whether that is anything new.
bool keep_revoked(Bytes& beside, ByteView list, ByteView followed);

}  // namespace waarmerk::node::feed
