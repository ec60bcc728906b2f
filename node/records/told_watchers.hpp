// Told watchers: what each of those who watch our DID was told of, so that nobody is told twice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// Each is a path below the place of our DID, with its version: `did.jsonl 3`, `status/1 17`. Fails
/// with records.damaged or as the store does.
Result<std::vector<std::string>> load_told(const storage::View& view, std::string_view watcher);
void save_told(storage::Batch& batch, std::string_view watcher,
               const std::vector<std::string>& news);

}  // namespace waarmerk::node::records
