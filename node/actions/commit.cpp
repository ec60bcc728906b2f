#include "node/actions/commit.hpp"

#include <utility>

#include "node/task/await_call.hpp"

namespace waarmerk::node::actions {

Task<Result<void>> commit(storage::Journal& journal, storage::Batch batch) {
  co_return co_await await_call<Result<void>>(
      [&journal, batch = std::move(batch)](Done<Result<void>> done) mutable {
        journal.commit(std::move(batch), std::move(done));
      });
}

}  // namespace waarmerk::node::actions
