// Audit: what this node decided about badges, without whose they are or who asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// In the order of time; decisions of one millisecond in that of a random number.
struct AuditPlace {
  UnixTime at;
  std::uint64_t number = 0;

  friend auto operator<=>(const AuditPlace&, const AuditPlace&) = default;
};

/// Words of verdicts (spec/verdicts.md), all from closed lists but for `issuer`.
struct AuditedDecision {
  AuditPlace place;
  std::string outcome;
  std::string code;                ///< of the finding that decided
  std::vector<std::string> codes;  ///< of all checks
  std::string status;
  std::string grade = {};   ///< empty where the badge names no list
  std::string issuer = {};  ///< a DID or the id of its feed; empty where it was not proved
};

void save_decision(storage::Batch& batch, const AuditedDecision& decision);

struct AuditPage {
  std::optional<AuditPlace> before = {};  ///< nothing: from the newest on
  std::size_t limit = 100;
};

/// The newest first. Fails with records.damaged or as the store does.
Result<std::vector<AuditedDecision>> list_decisions(const storage::View& view,
                                                    const AuditPage& page);

/// Of the oldest: those before `until`, and beyond them as many as `count_min`. How many.
struct AuditCut {
  UnixTime until;
  std::size_t count_min = 0;
};
Result<std::size_t> forget_decisions(const storage::View& view, storage::Batch& batch,
                                     const AuditCut& cut);

Result<std::size_t> count_decisions(const storage::View& view);

}  // namespace waarmerk::node::records
