// Keeping other issuers' status lists: only what they signed, and no revocation is ever lost.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/document_history.hpp"
#include "node/credential/status_credential.hpp"
#include "node/records/lists.hpp"
#include "node/records/status_bits.hpp"
#include "node/records/status_log.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// The list is not one that its publisher may publish.
inline constexpr ErrorCode foreign_list{"feed.foreign_list", ErrorKind::denied};

/// What is kept of one list: 33,554,432 entries of a bit.
inline constexpr std::size_t kept_list_bytes_max = 4 << 20;

/// A list as it stands, whoever signed it; of a Status List Token, what it revokes. Fails as
/// opening and reading it do.
Result<credential::StatusCredential> read_list_text(std::string_view text);

/// What somebody gave as the list of `issuer` at `url`.
struct ListClaim {
  std::string_view text;
  std::string_view url;
  std::string_view issuer = {};  ///< empty: whoever the list says
  UnixTime at;                   ///< when it was signed, or seen
  /// The issuer's document, where it is newer than the one in the store. Borrowed.
  const did::DocumentHistory* document = nullptr;
};

/// A list that its issuer signed.
struct SignedList {
  credential::StatusCredential list;
  /// The verification method and its key, as a Multikey, where it is one and neither it nor the
  /// signature runs out; else empty.
  std::string method = {};
  std::string key = {};
};

/// Reads the list where its issuer signed it for this place, by whichever of its names, with a key
/// of its document that is known here. Fails with feed.foreign_list, did.not_found,
/// status.list_length, or as reading it does.
Result<SignedList> read_signed_list(const storage::View& store, const ListClaim& claim);

/// Gathers the rows of lists that were read, and sees what it gathered.
class ListKeeper {
 public:
  /// Both outlive it.
  ListKeeper(const storage::View& store, storage::Batch& rows) : store_(store), rows_(rows) {}

  /// `list` becomes the one that is followed, and what the one before revoked stays revoked; or,
  /// where it is the older, only its own revocations count, and its length. A feed has an order of
  /// its own; of a list from a feed and one from the web, that is newer which is valid from later.
  /// Fails with feed.foreign_list where the one before was of another kind, or as the store does.
  Result<void> keep(const records::KnownList& list, const SignedList& read);
  /// Only the revocations of a list that is not ours to follow count.
  Result<void> keep_revocations(const records::ListName& name,
                                const credential::StatusCredential& read);

 private:
  /// A list and the revocations beside it, as they will be when the rows are written.
  struct Kept {
    std::optional<records::KnownList> list;
    std::optional<credential::StatusCredential> read;
    std::optional<credential::StatusList> revocations;
    std::optional<records::KeptStatus> status;  ///< with it there are pages, of `read`
    std::optional<records::StatusSpan> span;
  };
  Result<Kept*> find(const records::ListName& name);
  void save_pages(Kept& kept, const records::KnownList& list, const SignedList& read);
  void add(Kept& kept, const records::ListName& name, const credential::StatusCredential& from);
  void note_length(Kept& kept, const records::ListName& name, std::uint64_t entries);
  /// Whether the log goes on; else it begins anew.
  bool log_list(Kept& kept, const records::KnownList& list,
                const credential::StatusCredential& now);
  void log_revoked(Kept& kept, const records::ListName& name, ByteView before, ByteView now,
                   std::optional<UnixTime> at);

  const storage::View& store_;
  storage::Batch& rows_;
  std::map<std::pair<std::string, std::string>, Kept> kept_;
};

/// All that the issuer ever revoked in this list, as far as is known here.
Result<std::optional<credential::StatusList>> find_all_revoked(const storage::View& store,
                                                               const records::ListName& name);

/// What is set in one of the two, or in both; as long as the longer.
Result<std::optional<credential::StatusList>> joined(std::optional<credential::StatusList> left,
                                                     std::optional<credential::StatusList> right);

/// The revocations that the newest list took back.
Result<std::optional<credential::StatusList>> find_revoked_before(const storage::View& store,
                                                                  const records::ListName& name);

}  // namespace waarmerk::node::actions
