// Statuses: our own status lists, which places are taken, and which bits are set.
//
// The lists are held in memory and changed there first; each change also goes into a batch. Batches
// reach the disk in the order in which they were made, so the disk never knows a place as free
// that an acknowledged badge has. A place is drawn at random among the free ones, so that a
// neighbour in the list is no neighbour in time, and is never given twice.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/records/badges.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

inline constexpr ErrorCode no_such_slot{"records.no_such_slot", ErrorKind::missing};

/// The least that the standard allows (vc-bitstring-status-list 6.1), and our size.
inline constexpr std::uint32_t list_entries = 131'072;

/// The purpose of a list that is published as a Status List Token. Two bits beside each other are
/// an entry of it: whether it is revoked, and whether it is suspended.
inline constexpr std::string_view token_purpose = "token";
inline constexpr std::uint32_t token_entries = list_entries / 2;

/// What a list is for, and below which address it is published: `<base>/status/<number>`.
struct ListKind {
  std::string_view purpose;
  std::string_view base;
};

/// One of our lists. `bits` and `taken` have a bit for each entry, the first in the highest bit of
/// the first byte.
struct OwnList {
  std::uint32_t number = 0;
  std::string url;  ///< for ever: badges point at it, also when the node moves
  std::string purpose;
  Bytes bits;
  Bytes taken;
  std::uint32_t taken_count = 0;
  std::uint64_t version = 0;  ///< how often it was published
  UnixTime valid_until;       ///< of the newest published form
  bool changed = false;       ///< a bit changed since it was published
};

/// How many of our bits are an entry of what is published: two of a token, else one.
std::uint32_t bits_of_entry(const OwnList& list);

/// An entry of a token.
struct TokenPlace {
  Slot revocation;
  Slot suspension;
  std::uint32_t index = 0;  ///< in the token
};

/// A bit that was changed, when and why.
struct StatusChange {
  bool value = false;
  UnixTime at;
  std::string reason;
};

struct PublishedList {
  UnixTime valid_until = {};
  std::string credential = {};
};

/// One of our own lists as our own feed has it.
struct FeedList {
  std::string_view url = {};
  std::string_view purpose = {};
  bool is_final = false;  ///< a bit that was set here stays set
  ByteView bits = {};
  std::uint64_t version = 0;
  UnixTime at = {};
  PublishedList published = {};
};

class Statuses {
 public:
  static Result<Statuses> load(const storage::View& view);

  /// Sees to it that there is a list of this kind, so that it can be published before the first
  /// badge. One with free places is opened by who draws.
  void open(ListKind kind);
  /// One more list of this kind, empty; the badges that come draw from it.
  std::uint32_t open_another(ListKind kind) { return open_list(kind).number; }
  /// Takes a free place for ever; opens a new list when the newest of this kind is half full.
  Slot draw(storage::Batch& batch, ListKind kind, Random& random);
  /// The same of a list that is published as a token.
  TokenPlace draw_token(storage::Batch& batch, std::string_view base, Random& random);

  bool is_set(Slot slot) const;
  /// The row of the change waits for the next publish(), so that a list that was published never
  /// knows more than the rows from which it is built again. Fails with records.no_such_slot.
  Result<void> set(Slot slot, const StatusChange& change);

  /// The list must be published again.
  void mark_changed(std::uint32_t number);

  // After a restore from a backup nobody knows which places were given since.

  /// No place of the lists that there are is given again.
  void retire(storage::Batch& batch);
  /// Takes over what our own feed says of a list, which then gives no place again. What cannot be
  /// one of our lists, by its URL and its bits, is left alone.
  void adopt(storage::Batch& batch, const FeedList& list);

  const std::vector<OwnList>& lists() const { return lists_; }
  const OwnList* find(std::uint32_t number) const;
  const OwnList* find(std::string_view url) const;

  /// The signed form that is served and goes on our feed, together with the rows of every change
  /// that it shows.
  void publish(storage::Batch& batch, std::uint32_t number, const PublishedList& published);

 private:
  Result<void> load_bits(const storage::View& view, OwnList& list);
  OwnList& list_for(ListKind kind);
  OwnList& open_list(ListKind kind);
  OwnList* list_at(const FeedList& list);
  void change(storage::Batch& batch, Slot slot, const StatusChange& change);

  std::vector<OwnList> lists_;
  UnixTime newest_change_;
  storage::Batch waiting_;  // rows of changes that no published list shows yet
};

/// The newest published form of a list.
Result<std::optional<std::string>> find_published_list(const storage::View& view,
                                                       std::uint32_t number);

/// What happened to one place, the oldest first.
Result<std::vector<StatusChange>> status_history(const storage::View& view, Slot slot);

}  // namespace waarmerk::node::records
