// Key lookup: from the name of a verification method to a key and whose it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/public_key.hpp"
#include "did/document_history.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::node::credential {

/// What is published at `url`, as text: a document with a key, or a part of a badge of Open Badges
/// 2.0.
struct NeedDocument {
  std::string url;
};

/// The DIDs' documents, and the documents with keys, that were supplied, good or not. The first
/// answer stands.
class KnownDids {
 public:
  const Result<did::DocumentHistory>* find(const did::Did& did) const;
  void add(const did::Did& did, Result<did::DocumentHistory> documents);

  const Result<std::string>* find_key(std::string_view url) const;
  void add_key(const std::string& url, Result<std::string> document);

 private:
  std::vector<std::pair<did::Did, Result<did::DocumentHistory>>> known_;
  std::vector<std::pair<std::string, Result<std::string>>> keys_;
};

/// When a key served for what it was used for.
struct KeyPeriod {
  UnixTime from;
  std::optional<UnixTime> until = {};  ///< nothing: it still does
};

struct KeyFound {
  keys::PublicKey key;
  std::string controller;
  /// False where the badge brings the key, such as `https://school.example/#z6Mk…` or in the header
  /// of a JWS, or where another host has it: then nothing says that it is the controller's.
  bool is_proved = true;
  bool is_allowed = true;  ///< for the purpose that was asked
  std::optional<UnixTime> expires = {};
  std::optional<UnixTime> revoked = {};
  /// Where the history of the signer tells it.
  std::optional<KeyPeriod> period = {};
  /// The document with this key was seen, until another took its place; nobody signed the times.
  std::optional<UnixTime> seen_until = {};
  /// Since when the signer was seen to show this key, where it may be another than who was seen
  /// before (DocumentHistory::unproved_since).
  std::optional<UnixTime> unproved_since = {};
};

/// A key that a signature was held against.
struct UsedKey {
  std::string method;  ///< as the signature names it; may be empty
  std::string suite;
  keys::PublicKey key;
  std::string controller;
};

/// The key, the DID that must be resolved or the document that must be known first, or why there is
/// none.
using KeyAnswer = std::variant<KeyFound, did::Did, NeedDocument, Check>;

/// What the key is for, and when it was used as far as that is known.
struct KeyUse {
  did::Purpose purpose = did::Purpose::assertion_method;
  std::optional<UnixTime> signed_at = {};
  /// Looks among documents that were seen before the newest, where the DID tells no history.
  bool seen_before = false;
};

/// did:key and did:jwk answer themselves. Where the DID has a history, the key is the one that had
/// this name when it was used; an assertion may thus be by a key that was replaced since.
KeyAnswer look_up_key(const std::string& method, const KeyUse& use, const KnownDids& known);

/// What a signature says of its key.
struct KeyHint {
  std::string method;                       ///< absolute; may be empty
  std::optional<keys::PublicKey> key = {};  ///< that came with the signature
  std::string owner;                        ///< the issuer or holder; may be empty
};

/// As look_up_key; and the key at a web address, which is the owner's where both are of one https
/// host; the one of the owner's document that the signature brings; or the only one of a did:key.
KeyAnswer look_up_signer(const KeyHint& hint, const KeyUse& use, const KnownDids& known);

}  // namespace waarmerk::node::credential
