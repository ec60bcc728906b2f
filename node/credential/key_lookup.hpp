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
#include "did/document.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::node::credential {

/// The DID documents that were supplied, good or not.
class KnownDids {
 public:
  const Result<did::DidDocument>* find(const did::Did& did) const;
  /// The first answer stands.
  void add(const did::Did& did, Result<did::DidDocument> document);

 private:
  std::vector<std::pair<did::Did, Result<did::DidDocument>>> known_;
};

struct KeyFound {
  keys::PublicKey key;
  std::string controller;
  /// False where the key stands in the name itself, such as `https://school.example/#z6Mk…`:
  /// then nothing says that it is the controller's.
  bool is_proved = true;
  bool is_allowed = true;  ///< for the purpose that was asked
  std::optional<UnixTime> expires = {};
  std::optional<UnixTime> revoked = {};
};

/// The key, the DID that must be resolved first, or why there is none.
using KeyAnswer = std::variant<KeyFound, did::Did, Check>;

/// did:key and did:jwk answer themselves.
KeyAnswer look_up_key(const std::string& method, did::Purpose purpose, const KnownDids& known);

}  // namespace waarmerk::node::credential
