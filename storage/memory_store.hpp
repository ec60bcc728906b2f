// MemoryStore: sorted maps, for tests and dry runs. It forgets everything when it ends.
#pragma once

#include <cstddef>
#include <memory>

#include "storage/store.hpp"

namespace waarmerk::storage {

class MemoryStore final : public Store {
 public:
  /// The families are Family{0} to Family{families - 1}.
  explicit MemoryStore(std::size_t families);
  ~MemoryStore() override;

  Result<std::optional<Bytes>> get(Family family, ByteView key) const override;
  Result<std::vector<std::optional<Bytes>>> multi_get(Family family,
                                                      std::span<const Bytes> keys) const override;
  Result<void> scan(Family family, const Range& range, const Visit& visit) const override;
  Result<void> scan_back(Family family, const Range& range, const Visit& visit) const override;
  Result<void> write(const Batch& batch, Durability durability) override;
  std::unique_ptr<View> snapshot() const override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waarmerk::storage
