// What follows from what an issuer says of its own feed: rows that are kept beside the entry.
#pragma once

#include <string>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "node/feed/entry.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// A TRUST is not one that the feed's owner may publish.
inline constexpr ErrorCode foreign_trust{"feed.foreign_trust", ErrorKind::denied};

/// Whom the endorsement or recognition of a TRUST is about. Fails with feed.foreign_trust,
/// feed.bad_payload, or as reading a credential does.
Result<std::string> subject_of_trust(ByteView payload);

/// Whether a TRUST is one that `owner` signed, as its key was known at the entry's ts.
/// Fails with feed.foreign_trust, or as opening and reading do.
Result<void> judge_trust(const storage::View& store, const feed::Header& header, ByteView payload,
                         const did::Did& owner);

/// Adds the rows of a TRUST, TRUST_END, CLOSE or SUCCESSION; of any other entry there are none. A
/// payload that cannot be read has no effect.
void keep_statement(storage::Batch& rows, const feed::Header& header, ByteView payload);

}  // namespace waarmerk::node::actions
