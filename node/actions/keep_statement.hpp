// What follows from what an issuer says of its own feed: rows that are kept beside the entry.
#pragma once

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "node/feed/entry.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// Adds the rows of a CLOSE or SUCCESSION; of any other entry there are none. A payload that cannot
/// be read has no effect.
void keep_statement(storage::Batch& rows, const feed::Header& header, ByteView payload);

}  // namespace waarmerk::node::actions
