// Discouraged: who broke a rule of links, and is left alone until when. Kept, so that whoever makes
// a node fall over is not welcome again when it is back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

inline constexpr std::size_t discouraged_max = 1024;

struct Discouraged {
  std::uint8_t kind = 0;     ///< 0 a name, 1 a range of addresses, 2 a domain
  std::uint64_t number = 0;  ///< by which it is known (node/mesh/marks.hpp)
  UnixTime until;

  friend bool operator==(const Discouraged&, const Discouraged&) = default;
};

/// Fails with records.damaged or as the store does.
Result<std::vector<Discouraged>> load_discouraged(const storage::View& view);

/// All that are left alone from now on; the first `discouraged_max` of them.
void save_discouraged(storage::Batch& batch, std::span<const Discouraged> all);

}  // namespace waarmerk::node::records
