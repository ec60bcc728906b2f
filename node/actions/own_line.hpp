// The next line of our own history: put in force at once, or kept aside until its witnesses have
// confirmed it (did:webvh 1.0, "Witnessing a DID Version Update").
//
// Who changes the DID has the vault, and makes the line; who has the store keeps it: the same
// program where the node does not run, and the node where it does.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "did/document_history.hpp"
#include "did/webvh_log.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/organisation.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// The DID is of a method whose keys cannot change.
inline constexpr ErrorCode fixed_keys{"did.fixed_keys", ErrorKind::conflict};
/// The line before waits for its witnesses.
inline constexpr ErrorCode line_waits{"did.line_waits", ErrorKind::conflict};
/// Our own feed tells of lines that our history has not.
inline constexpr ErrorCode log_behind{"did.log_behind", ErrorKind::unavailable};

/// What a change of our DID starts from.
struct OwnState {
  records::Organisation organisation;
  records::KnownLog known;
  std::optional<std::uint32_t> epoch;  ///< in which our feed stands; nothing before its first entry
  bool is_forked = false;              ///< our feed, in that epoch
};

/// What the organisation is called now, and where it is reached: by its history, where it has one
/// and moved since; what is given may be of a backup, or have an address of before the move.
Result<records::Organisation> where_it_moved(records::Organisation organisation,
                                             const std::optional<did::DocumentHistory>& history);

/// Also where a line waits. Fails with did.fixed_keys where there is no did:webvh of ours,
/// did.bad_log, or as the store does.
Result<OwnState> load_own_state(const storage::View& store);

/// Where it can be changed: fails likewise, as expect_none_waits, and as expect_log_whole.
Result<OwnState> load_changeable_state(const storage::View& store);

/// Fails with did.log_behind where our own feed tells of more lines than our history has: one that
/// is written in the place of those would fork it, and a key of before would sign.
Result<void> expect_log_whole(const storage::View& store);

/// Adds the rows by which our history takes up what our own feed tells of and it lacks: as many
/// lines as hold. The history by then; nothing where it lacks none, or the next does not hold.
/// Fails as the store does.
Result<std::optional<did::DocumentHistory>> mend_own_log(const storage::View& store,
                                                         storage::Batch& rows, UnixTime now);

/// Fails with did.line_waits where a line waits for its witnesses.
Result<void> expect_none_waits(const storage::View& store);

struct OwnLine {
  std::string line;         ///< of did.jsonl, without its newline
  std::string issuing_key;  ///< what the keys are called in the vault from then on
  std::string feed_key;     ///< empty: as before
};

enum class LineState { in_force, waiting };

/// Whether a line may be kept, by what was before and the entry that it is.
using LineCheck = std::function<Result<void>(const OwnState& before, const did::WebvhEntry& entry)>;

/// Adds the rows of a line that is the next of our history as any reader finds it. Fails with
/// did.bad_log where it is not, with feed.payload_too_large where the feed cannot carry it, with
/// did.line_waits, as `check` does, or as load_own_state.
Result<LineState> keep_own_line(const storage::View& store, storage::Batch& rows,
                                const OwnLine& line, UnixTime now, const LineCheck& check = {});

/// Adds what witnesses said of the line that waits, `[{"versionId":…,"proof":[…]}]`, and puts it in
/// force where that is enough. Fails as the store does.
Result<LineState> confirm_own_line(const storage::View& store, storage::Batch& rows,
                                   std::string_view confirmations, UnixTime now);

/// The same as JSON, for who changes the DID of a node that runs. Reading fails with json.* codes.
std::string write_own_state(const OwnState& state);
Result<OwnState> read_own_state(const json::Document& document);

/// Where who changes the DID finds what is, and puts what is to be.
class OwnPlace {
 public:
  virtual ~OwnPlace() = default;
  /// Fails as load_own_state and expect_none_waits do.
  virtual Result<OwnState> load() = 0;
  /// Durable when it returns. Fails as keep_own_line does.
  virtual Result<LineState> save(const OwnLine& line, UnixTime now) = 0;
};

/// The store of a node that does not run.
class OwnStore final : public OwnPlace {
 public:
  /// `store` outlives it.
  explicit OwnStore(storage::Store& store) : store_(store) {}
  Result<OwnState> load() override;
  Result<LineState> save(const OwnLine& line, UnixTime now) override;

 private:
  storage::Store& store_;
};

}  // namespace waarmerk::node::actions
