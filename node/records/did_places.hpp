// Places of did:webvh: whose history was the first that was known here under a host and path.
//
// What counts is who was first here, and no date: a stranger can write any date into a history.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// The SCID of the first. `place` is what stands behind the SCID in the DID.
Result<std::optional<std::string>> find_first_at(const storage::View& view, std::string_view place);
void save_first_at(storage::Batch& batch, std::string_view place, std::string_view scid);

}  // namespace waarmerk::node::records
