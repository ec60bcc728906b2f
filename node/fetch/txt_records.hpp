// TxtRecords: the port that asks DNS for the text that stands under a name.
#pragma once

#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::fetch {

class TxtRecords {
 public:
  virtual ~TxtRecords() = default;
  /// The TXT records of `name`, the strings of each put together; none where it has none. Fails
  /// with fetch.failed or fetch.timeout.
  virtual Task<Result<std::vector<std::string>>> find_txt(std::string name) = 0;
};

}  // namespace waarmerk::node::fetch
