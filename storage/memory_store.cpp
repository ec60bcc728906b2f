#include "storage/memory_store.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <map>
#include <mutex>
#include <utility>

namespace waarmerk::storage {

namespace {

struct ByteOrder {
  using is_transparent = void;
  bool operator()(ByteView left, ByteView right) const {
    return std::ranges::lexicographical_compare(left, right);
  }
};

using Pairs = std::map<Bytes, Bytes, ByteOrder>;
using Families = std::vector<std::shared_ptr<Pairs>>;

const Pairs& pairs_of(const Families& families, Family family) {
  assert(family.index < families.size());
  return *families[family.index];
}

std::optional<Bytes> find(const Pairs& pairs, ByteView key) {
  const auto found = pairs.find(key);
  if (found == pairs.end()) return std::nullopt;
  return found->second;
}

/// The pairs of `range` as two iterators; an empty pair of them where the range is backwards.
std::pair<Pairs::const_iterator, Pairs::const_iterator> slice(const Pairs& pairs,
                                                              const Range& range) {
  if (range.to.empty()) return {pairs.lower_bound(range.from), pairs.end()};
  if (!ByteOrder{}(range.from, range.to)) return {pairs.end(), pairs.end()};
  return {pairs.lower_bound(range.from), pairs.lower_bound(range.to)};
}

}  // namespace

struct MemoryStore::State {
  mutable std::mutex mutex;
  Families families;
};

namespace {

/// Shares the maps of one moment. They are shared and let go under the store's mutex, so that a
/// write knows for sure whether somebody else still reads a map and must be left the old one.
class MemoryView final : public View {
 public:
  MemoryView(std::mutex& mutex, const Families& families) : mutex_(mutex) {
    const std::lock_guard lock(mutex_);
    families_ = families;
  }
  ~MemoryView() override {
    const std::lock_guard lock(mutex_);
    families_.clear();
  }

  Result<std::optional<Bytes>> get(Family family, ByteView key) const override {
    return find(pairs_of(families_, family), key);
  }

  Result<std::vector<std::optional<Bytes>>> multi_get(Family family,
                                                      std::span<const Bytes> keys) const override {
    std::vector<std::optional<Bytes>> values;
    values.reserve(keys.size());
    for (const auto& key : keys) values.push_back(find(pairs_of(families_, family), key));
    return values;
  }

  Result<void> scan(Family family, const Range& range, const Visit& visit) const override {
    const auto [begin, end] = slice(pairs_of(families_, family), range);
    for (auto at = begin; at != end && visit(at->first, at->second);) ++at;
    return {};
  }

  Result<void> scan_back(Family family, const Range& range, const Visit& visit) const override {
    const auto [begin, end] = slice(pairs_of(families_, family), range);
    for (auto at = end; at != begin;) {
      --at;
      if (!visit(at->first, at->second)) break;
    }
    return {};
  }

 private:
  std::mutex& mutex_;
  Families families_;
};

void apply(Pairs& pairs, const Batch::Write& write) {
  if (write.value) {
    pairs.insert_or_assign(write.key, *write.value);
  } else {
    pairs.erase(write.key);
  }
}

}  // namespace

MemoryStore::MemoryStore(std::size_t families) : state_(std::make_unique<State>()) {
  for (std::size_t i = 0; i < families; ++i) {
    state_->families.push_back(std::make_shared<Pairs>());
  }
}

MemoryStore::~MemoryStore() = default;

Result<std::optional<Bytes>> MemoryStore::get(Family family, ByteView key) const {
  const std::lock_guard lock(state_->mutex);
  return find(pairs_of(state_->families, family), key);
}

Result<std::vector<std::optional<Bytes>>> MemoryStore::multi_get(
    Family family, std::span<const Bytes> keys) const {
  return snapshot()->multi_get(family, keys);
}

Result<void> MemoryStore::scan(Family family, const Range& range, const Visit& visit) const {
  return snapshot()->scan(family, range, visit);
}

Result<void> MemoryStore::scan_back(Family family, const Range& range, const Visit& visit) const {
  return snapshot()->scan_back(family, range, visit);
}

Result<void> MemoryStore::write(const Batch& batch, Durability) {
  TRY_OK(check_limits(batch));
  const std::lock_guard lock(state_->mutex);
  for (const auto& write : batch.writes()) {
    assert(write.family.index < state_->families.size());
    auto& pairs = state_->families[write.family.index];
    if (pairs.use_count() > 1) pairs = std::make_shared<Pairs>(*pairs);
    apply(*pairs, write);
  }
  return {};
}

std::unique_ptr<View> MemoryStore::snapshot() const {
  return std::make_unique<MemoryView>(state_->mutex, state_->families);
}

}  // namespace waarmerk::storage
