// Status log: when which bits of other issuers' status lists changed, so that a place can be read
// as it was at any time since the list was first known.
#pragma once

#include <cstdint>
#include <optional>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/records/lists.hpp"
#include "node/records/status_bits.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// When a list said something new, and the entry of its issuer's feed that brought it.
struct StatusMoment {
  UnixTime at;
  std::optional<ListPlace> place = {};
};

/// Since when a list is known, and when it last said something: no two rows have one time.
struct StatusSpan {
  UnixTime start;
  UnixTime last;

  friend bool operator==(const StatusSpan&, const StatusSpan&) = default;
};

/// Nothing where the list is not known, or is from before times were kept.
Result<std::optional<StatusSpan>> find_status_span(const storage::View& view, const ListName& name);
void save_status_span(storage::Batch& batch, const ListName& name, const StatusSpan& span);

/// Notes the bits that differ, a row for each page that has any; where nothing changed, nothing.
void save_status_changes(storage::Batch& batch, const ListName& name, ByteView before, ByteView now,
                         const StatusMoment& moment);

struct StatusThen {
  std::uint64_t value = 0;
  /// The entry had the value 1 then or earlier: where that revokes, it is for good.
  bool was_ever_one = false;
};

/// One entry as it stood at `at`, of a log that tells since `since`. Fails with records.damaged or
/// as the store does.
Result<StatusThen> find_status_then(const storage::View& view, const ListName& name,
                                    const BitRange& range, UnixTime since, UnixTime at);

/// When a bit was set first, as far as the log that tells since `since` knows: where it revokes, it
/// is for good from then on. Fails as above.
Result<std::optional<UnixTime>> find_first_set(const storage::View& view, const ListName& name,
                                               std::uint64_t index, UnixTime since);

}  // namespace waarmerk::node::records
