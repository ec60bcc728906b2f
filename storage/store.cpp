#include "storage/store.hpp"

#include <iterator>
#include <utility>

namespace waarmerk::storage {

void Batch::put(Family family, ByteView key, ByteView value) {
  writes_.push_back({family, to_bytes(key), to_bytes(value)});
  byte_count_ += key.size() + value.size();
}

void Batch::erase(Family family, ByteView key) {
  writes_.push_back({family, to_bytes(key), std::nullopt});
  byte_count_ += key.size();
}

void Batch::append(Batch more) {
  if (writes_.empty()) {
    *this = std::move(more);
    return;
  }
  byte_count_ += more.byte_count_;
  writes_.insert(writes_.end(), std::make_move_iterator(more.writes_.begin()),
                 std::make_move_iterator(more.writes_.end()));
}

Result<void> check_limits(const Batch& batch) {
  if (batch.byte_count() > batch_bytes_max) return fail(too_large, "The batch is too large.");
  for (const auto& write : batch.writes()) {
    if (write.key.size() > key_bytes_max) return fail(too_large, "A key is too long.");
    if (write.value && write.value->size() > value_bytes_max) {
      return fail(too_large, "A value is too large.");
    }
  }
  return {};
}

Range prefix_range(ByteView prefix) {
  Range range{.from = to_bytes(prefix), .to = to_bytes(prefix)};
  // The end is the prefix with its last byte raised; a byte that cannot be raised falls away.
  while (!range.to.empty() && range.to.back() == 0xff) range.to.pop_back();
  if (!range.to.empty()) ++range.to.back();
  return range;
}

}  // namespace waarmerk::storage
