// Whether a credential is signed by its issuer, with a key of a document that is known here.
#pragma once

#include <optional>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/document_history.hpp"
#include "node/credential/key_lookup.hpp"
#include "node/credential/securing.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

struct SignedClaim {
  std::string_view issuer;
  UnixTime at;  ///< when it was signed, or seen
  /// The issuer's document, where it is newer than the one in the store. Borrowed.
  const did::DocumentHistory* document = nullptr;
};

/// The documents by which the signature holds; nothing where it does not, or where others may have
/// the key. Fails with did.malformed.
Result<std::optional<credential::KnownDids>> check_signed_by(const storage::View& store,
                                                             const credential::Secured& secured,
                                                             const SignedClaim& claim);

}  // namespace waarmerk::node::actions
