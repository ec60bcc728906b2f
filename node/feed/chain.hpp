// Chain: one feed, to which only what follows is added (spec/wire/feed.md 5).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/signer.hpp"
#include "node/feed/entry.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/feed/feed_reader.hpp"
#include "node/feed/fork.hpp"
#include "node/feed/limits.hpp"
#include "node/feed/statement.hpp"

namespace waarmerk::node::feed {

/// Where a feed stands.
struct Head {
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;  ///< 0 where the feed has no entry yet
  Sha256 hash{};
  UnixTime ts;

  friend bool operator==(const Head&, const Head&) = default;
};

Head head_of(const Header& header);

/// What is held of one feed, and on top of it the entries of a batch that is not written yet. Lives
/// no longer than the reader.
class ChainState {
 public:
  ChainState(FeedId feed, const FeedReader& reader);

  const FeedId& feed() const { return feed_; }
  Head head() const;
  const std::optional<Header>& head_header() const { return head_; }
  /// Of the epoch that the feed is in.
  const std::optional<ForkProof>& fork() const { return fork_; }
  /// The accepted header at `seq` of the head's epoch.
  std::optional<Header> find(std::uint64_t seq) const;
  /// Puts an accepted header on top.
  void apply(const Header& header);

 private:
  FeedId feed_;
  const FeedReader& reader_;
  std::optional<Header> head_;
  std::optional<ForkProof> fork_;
  std::map<std::uint64_t, Header> fresh_;
};

/// It is next in the chain. `ok` or `voided` where the payload was given or is empty, else `bare`.
struct Accepted {
  EntryState state = EntryState::bare;
};
/// The very entry is held already, perhaps with another signature.
struct Duplicate {};
/// It is signed well and lies beyond a gap: keep it aside (Parking) until the gap is filled.
struct Gap {};
/// It is signed well and contradicts an entry that is held.
struct Conflict {
  ForkProof proof;
};
/// It is not taken, whatever comes later; `feed.wrong_previous` on a good signature means that the
/// two chains part further back.
struct Refused {
  Error error;
};
using Admission = std::variant<Accepted, Duplicate, Gap, Conflict, Refused>;

/// Whether a header is signed by a key that its feed had at its ts.
using SignatureCheck = std::function<Result<void>(const Header&)>;

/// By these keys. Fails with feed.unauthorised_key or feed.bad_signature.
SignatureCheck signature_check_of(FeedKeys authorised);

/// Judges one entry. The state is not changed; `apply` an accepted header to judge the next. A
/// payload that is not the one the header names is refused with feed.wrong_payload; one that is but
/// says what it must not, or is not of the size named, makes the entry void.
Admission admit(const ChainState& state, const Header& header, std::optional<ByteView> payload,
                const SignatureCheck& check_signature, UnixTime now);
Admission admit(const ChainState& state, const Header& header, std::optional<ByteView> payload,
                const FeedKeys& authorised, UnixTime now);

/// What to say next in a feed.
struct Draft {
  EntryType type = EntryType::heartbeat;
  Bytes payload = {};
  std::uint8_t flags = 0;
};

/// The EPOCH that begins the next epoch, signed, behind the branch that `start` names; also of a
/// feed that is forked or has ended. Fails with feed.bad_payload, or as the signer does. For our
/// own feed use OwnFeed.
Result<Entry> begin_epoch(const ChainState& state, const EpochStart& start, UnixTime now,
                          const keys::Signer& signer);

/// The next entry, signed. Its ts is `now`, or that of the head where the clock went back. Fails
/// with feed.forked, feed.ended, feed.payload_too_large, feed.bad_payload, or as the signer does.
/// For our own feed use OwnFeed, which calls this.
Result<Entry> append(const ChainState& state, Draft draft, UnixTime now,
                     const keys::Signer& signer);

/// Entries of one feed that wait for a gap to fill: at most parked_max, for parked_ms.
class Parking {
 public:
  struct Parked {
    Header header;
    std::optional<Bytes> payload;
    UnixTime since;
  };

  /// Fails with feed.parking_full. A seq that is parked already is left as it is.
  Result<void> put(const Header& header, std::optional<Bytes> payload, UnixTime now);
  /// Takes out what is parked at `seq`.
  std::optional<Parked> take(std::uint64_t seq);
  /// Drops what has waited too long and what lies at or below `seq_held`.
  void drop_stale(UnixTime now, std::uint64_t seq_held);

  const std::map<std::uint64_t, Parked>& all() const { return parked_; }

 private:
  std::map<std::uint64_t, Parked> parked_;
};

}  // namespace waarmerk::node::feed
