#include "storage/journal.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace waarmerk::storage {

namespace {

/// A group ends here, so that one sync does not make the first of many wait for them all. A batch
/// that is larger goes alone, and one that no store takes fails nobody else's.
constexpr std::size_t group_bytes_max = 4 * 1024 * 1024;

/// Those who heard of the last group come back within moments, the first of them a little earlier.
/// Without waiting a little, that one would go out alone and the others wait for its whole sync.
constexpr auto patience_max = std::chrono::microseconds(1000);
constexpr int syncs_per_patience = 8;

struct Waiting {
  Batch batch;
  Journal::Done done;
};

struct Group {
  Batch batch;
  std::vector<Journal::Done> dones;
};

Group take_group(std::deque<Waiting>& waiting) {
  Group group;
  while (!waiting.empty()) {
    auto& next = waiting.front();
    const auto bytes = group.batch.byte_count() + next.batch.byte_count();
    if (!group.dones.empty() && bytes > group_bytes_max) break;
    group.batch.append(std::move(next.batch));
    group.dones.push_back(std::move(next.done));
    waiting.pop_front();
  }
  return group;
}

}  // namespace

struct Journal::State {
  explicit State(Store& journaled) : store(journaled) {}

  Store& store;
  std::mutex mutex;
  std::condition_variable arrived;
  std::deque<Waiting> waiting;
  bool ending = false;
  // The journal's thread alone touches these.
  std::optional<Error> failed;
  std::size_t last_count = 0;
  std::chrono::steady_clock::duration patience{};
  std::thread thread;

  /// Nothing when the journal ends and all is written.
  std::optional<Group> await_group() {
    std::unique_lock lock(mutex);
    arrived.wait(lock, [this] { return ending || !waiting.empty(); });
    if (waiting.empty()) return std::nullopt;
    arrived.wait_for(lock, patience, [this] { return ending || waiting.size() >= last_count; });
    return take_group(waiting);
  }

  Result<void> write(const Batch& batch) {
    if (failed) {
      return fail(journal_closed, "An earlier write failed: " + std::string(failed->code.name));
    }
    const auto began = std::chrono::steady_clock::now();
    auto written = store.write(batch, Durability::durable);
    const auto took = std::chrono::steady_clock::now() - began;
    patience = std::min<decltype(patience)>(patience_max, took / syncs_per_patience);
    if (!written) failed = written.error();
    return written;
  }

  void run() {
    while (auto group = await_group()) {
      const auto written = write(group->batch);
      last_count = group->dones.size();
      for (auto& done : group->dones) done(written);
    }
  }
};

Journal::Journal(Store& store) : state_(std::make_unique<State>(store)) {
  state_->thread = std::thread([state = state_.get()] { state->run(); });
}

Journal::~Journal() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->ending = true;
  }
  state_->arrived.notify_one();
  state_->thread.join();
}

void Journal::commit(Batch batch, Done done) {
  assert(done);
  {
    const std::lock_guard lock(state_->mutex);
    state_->waiting.push_back({std::move(batch), std::move(done)});
  }
  state_->arrived.notify_one();
}

}  // namespace waarmerk::storage
