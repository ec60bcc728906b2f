// Organisation: who this node speaks for.
#pragma once

#include <optional>
#include <string>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

struct Organisation {
  std::string did;
  std::string name;
  std::string url;  ///< the node's public base URL, without a slash at the end; may be empty
  std::string issuing_key;  ///< its name in the vault
  std::string feed_key;
  UnixTime created;
};

/// Nothing before `org init`.
Result<std::optional<Organisation>> load_organisation(const storage::View& view);
void save_organisation(storage::Batch& batch, const Organisation& organisation);

}  // namespace waarmerk::node::records
