// FragileStore: a memory store whose writes a test can watch, and make fail.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "storage/memory_store.hpp"
#include "storage/store.hpp"

namespace waarmerk::tests {

class FragileStore final : public storage::Store {
 public:
  explicit FragileStore(std::size_t families) : inner_(families) {}

  /// From now on nothing is written any more.
  std::atomic<bool> is_full = false;
  /// Called before each write, on the thread that writes.
  std::function<void()> before_write = [] {};

  Result<std::optional<Bytes>> get(storage::Family family, ByteView key) const override {
    return inner_.get(family, key);
  }
  Result<std::vector<std::optional<Bytes>>> multi_get(storage::Family family,
                                                      std::span<const Bytes> keys) const override {
    return inner_.multi_get(family, keys);
  }
  Result<void> scan(storage::Family family, const storage::Range& range,
                    const Visit& visit) const override {
    return inner_.scan(family, range, visit);
  }
  Result<void> scan_back(storage::Family family, const storage::Range& range,
                         const Visit& visit) const override {
    return inner_.scan_back(family, range, visit);
  }
  Result<void> write(const storage::Batch& batch, storage::Durability durability) override {
    before_write();
    if (is_full) return fail(storage::full_disk, "The disk is full.");
    return inner_.write(batch, durability);
  }
  std::unique_ptr<storage::View> snapshot() const override { return inner_.snapshot(); }

 private:
  storage::MemoryStore inner_;
};

}  // namespace waarmerk::tests
