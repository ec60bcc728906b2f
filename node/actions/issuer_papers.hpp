// Papers: what a bundle holds of one issuer, which is a survival kit without a badge; made from
// what is held, and read in.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/kit/kit.hpp"
#include "node/records/feeds.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode papers_unproven{"bundle.unproven", ErrorKind::denied};

/// Nothing where the feed does not tell whose it is, or the DID keeps no history that proves
/// itself. Fails as the store does.
Result<std::optional<kit::Kit>> make_papers(const storage::View& store, const records::Feeds& feeds,
                                            const feed::FeedId& feed);

/// Reads papers into a store that nobody else writes to. Nothing is believed but signatures: one
/// part of a kit that does not hold, and none of it is taken.
class PapersReader {
 public:
  /// Both outlive it. `now` is the time at which everything is judged.
  PapersReader(storage::Store& store, UnixTime now);

  /// Fails with kit.malformed, bundle.unproven, with what the history, a list or a proof fails
  /// with, or as the store does. After a failure the next may be read.
  Result<void> read(std::string_view kit);
  /// Everything that was read is on disk. Fails as the store does.
  Result<void> finish();

 private:
  Result<void> take(const kit::Kit& kit, storage::Batch& rows);
  Result<void> write();

  storage::Store& store_;
  records::Feeds feeds_;
  UnixTime now_;
  storage::Batch rows_;
  std::set<std::string> issuers_;  // among the rows
};

}  // namespace waarmerk::node::actions
