// Journal: durable writes that share one sync of the disk (group commit).
//
// While one sync runs, batches that arrive wait together and go out with the next. That one waits
// for as many as the last had, an eighth of a sync at most and never over 1 ms. Batches become
// visible in the order in which they came. After a failed write the journal refuses everything:
// what its caller has built on that batch is not on disk, and only a restart finds the truth.
#pragma once

#include <functional>
#include <memory>

#include "crypto/base/result.hpp"
#include "storage/store.hpp"

namespace waarmerk::storage {

inline constexpr ErrorCode journal_closed{"storage.journal_closed", ErrorKind::unavailable};

class Journal {
 public:
  using Done = std::move_only_function<void(Result<void>)>;

  /// `store` outlives the journal. Starts one thread.
  explicit Journal(Store& store);
  /// Writes what is waiting, then ends the thread.
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// Never blocks. `done` is called once, on the journal's thread, when the batch is on disk or
  /// has failed.
  void commit(Batch batch, Done done);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waarmerk::storage
