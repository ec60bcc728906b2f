// Known DIDs: what the store knows of one, and keeping what was found out.
//
// A history only grows. One that is shorter than what we hold, or tells another story, is not kept:
// what we hold is answered with in its place.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/document_history.hpp"
#include "node/actions/name_owner.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/did_places.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

struct KnownDocuments {
  did::DocumentHistory documents;
  std::string source;  ///< `gossip`, `https` or `own`
  UnixTime as_of;
  bool is_contested = false;  ///< of a did:webvh: its name may be another's (seen_under_name)
};

/// Nothing where the DID is not known. Fails as the store does.
Result<std::optional<KnownDocuments>> find_documents(const storage::View& store,
                                                     const did::Did& did);

/// The documents, where they are known or the DID answers itself. Fails with did.not_found, or as
/// the method or the store does.
Result<did::DocumentHistory> get_documents(const storage::View& store, const did::Did& did);

/// The history of a did:webvh as it is held, to the byte. Fails with did.not_found, or as the store
/// does.
Result<records::KnownLog> get_log(const storage::View& store, const did::Did& did);

/// How many bytes keeping this may write.
std::size_t size_of(const Resolved& resolved);

/// How we came to know something, and as of when.
struct Origin {
  std::string source;
  UnixTime at;
  HostWord host = HostWord::not_asked;  ///< what the host of a did:webvh said to us
  std::optional<UnixTime> seen = {};    ///< when we came to know it, where that is not `at`
};

/// Gathers the rows of what was found out, and sees what it gathered.
class DidKeeper {
 public:
  /// Both outlive it.
  DidKeeper(const storage::View& store, storage::Batch& rows) : store_(store), rows_(rows) {}

  /// Answers what to go by from now on. Fails as the store does.
  Result<did::DocumentHistory> keep(const did::Did& did, const Resolved& resolved,
                                    const Origin& from);
  /// A line of `did.jsonl`, with an array of what its witnesses say: kept where it is the next of
  /// the history that we hold, or its first. False where it is none of that. Fails as the store
  /// does.
  Result<bool> add_line(const did::Did& did, const did::WebvhTexts& line, const Origin& from);
  /// Notes that this did:webvh says it stands where its name says, and what its host said of that.
  /// Fails as the store does.
  Result<void> claim(const did::Did& did, const Origin& from);

 private:
  Result<std::optional<records::KnownLog>> find(const std::string& scid) const;
  Result<void> save(const did::Did& did, const records::KnownLog& known, const Origin& from);
  void put(const std::string& scid, records::KnownLog known);
  Result<void> mark_contested(const std::string& scid);

  const storage::View& store_;
  storage::Batch& rows_;
  std::map<std::string, records::KnownLog> kept_;
  std::map<std::string, std::vector<records::PlaceClaim>, std::less<>> claims_;  // by place
};

}  // namespace waarmerk::node::actions
