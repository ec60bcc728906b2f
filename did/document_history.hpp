// DocumentHistory: which documents a DID had, and from when until when each of them stood.
//
// A did:webvh tells by its log. Of any other method one document is known and nothing of its time,
// but for what somebody saw: a document that another took the place of is kept by who saw it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/document.hpp"
#include "did/webvh_log.hpp"

namespace waarmerk::did {

/// A document that stood from one time on, until another took its place.
struct DocumentVersion {
  DidDocument document;
  UnixTime from;
  std::optional<UnixTime> until = {};  ///< nothing: it stands
  bool is_by_feed = false;             ///< it came signed with the feed key of the one before
};

/// How long one key stood under one name for one purpose, without a break.
struct MethodPeriod {
  const VerificationMethod* method;  ///< as it was written last; lives as long as the history
  UnixTime from;
  std::optional<UnixTime> until = {};  ///< nothing: it stands
};

class DocumentHistory {
 public:
  /// One document of which no history is known.
  DocumentHistory(DidDocument document);
  /// What was seen, in the order of time; never empty. Each stands until the next was seen, and the
  /// first since ever, for all that is known. Nobody signed these times.
  static DocumentHistory seen(std::vector<DocumentVersion> versions);
  /// All that the log says, to its end. A version whose document cannot be read stood for nothing.
  /// Fails with did.bad_log where the log is not sound or is another DID's.
  static Result<DocumentHistory> of(const Did& did, const WebvhLog& log);

  /// Fails with did.deactivated, or did.bad_document where the newest cannot be read.
  Result<DidDocument> newest() const;
  /// Whether the versions have times.
  bool is_dated() const { return is_dated_; }
  /// Since when this key was seen, where nothing proves that it is of who was seen first: it was
  /// not in the first document, nor in one that came signed with a feed key of theirs. Of a did:web
  /// another may own the domain since. Nothing where the key is theirs.
  std::optional<UnixTime> unproved_since(const keys::PublicKey& key) const;
  /// Whether the DID was ever called so: a portable one may have moved.
  bool is_about(const Did& did) const;
  const std::vector<DocumentVersion>& versions() const { return versions_; }

  /// When the method with this absolute id, which need not stand any more, served `purpose`: in the
  /// order of time, an entry for each key that it had. A method moves with its DID: it is known by
  /// any name that the DID had, and by no other.
  std::vector<MethodPeriod> periods(std::string_view did_url, Purpose purpose) const;
  /// Since when the subject itself says not to believe this key (cid 2.2, `revoked`), where the
  /// newest document still names it.
  std::optional<UnixTime> withdrawn_since(const VerificationMethod& method) const;

 private:
  DocumentHistory() = default;
  std::string name_in(const DidDocument& document, std::string_view did_url) const;

  std::vector<DocumentVersion> versions_;  // those that can be read
  std::optional<Error> no_newest_;
  bool is_dated_ = false;
};

}  // namespace waarmerk::did
