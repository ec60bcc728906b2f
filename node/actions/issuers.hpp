// Issuers: the keys of the vault that stand for themselves, each as its own did:key.
//
// The organisation issues with its own DID, lists and records (issue_badge). Beside it the vault
// may hold other keys: they sign what they are given, and keep nothing. That is what conformance
// suites ask for, which want one issuer for each way of signing.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/signer.hpp"
#include "did/did.hpp"
#include "node/actions/ports.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode no_issuer{"issuer.no_such_issuer", ErrorKind::missing};
inline constexpr ErrorCode no_form{"issuer.no_such_form", ErrorKind::missing};

/// A key, and who it is.
class Issuer {
 public:
  Issuer(std::string name, std::unique_ptr<keys::Signer> signer);

  const std::string& name() const { return name_; }  ///< of the key in the vault
  const did::Did& did() const { return did_; }
  const std::string& method() const { return method_; }  ///< the DID URL of the key
  const keys::Signer& signer() const { return *signer_; }
  /// How it can secure a credential: cryptosuites, and forms such as `vc-jwt`.
  std::vector<std::string_view> forms() const;

 private:
  std::string name_;
  std::unique_ptr<keys::Signer> signer_;
  did::Did did_;
  std::string method_;
};

class Issuers {
 public:
  void add(std::string name, std::unique_ptr<keys::Signer> signer);

  /// Fails with issuer.no_such_issuer.
  Result<const Issuer*> find(std::string_view name) const;
  const std::vector<Issuer>& all() const { return all_; }

 private:
  std::vector<Issuer> all_;
};

struct Signing {
  UnixTime now;
  Random& random;
  std::vector<std::string> mandatory_pointers = {};    ///< for the form `ecdsa-sd-2023`
  std::vector<std::string> disclosable_pointers = {};  ///< for the form `vc-sd-jwt`
  jsonld::Contexts contexts = jsonld::Contexts::shipped();
};

/// Secures a client's credential with that key, whose issuer must be this one. A beginning is
/// filled in where absent. Fails with issuer.no_such_form, or as
/// credential::prepare_credential and credential::secure_as.
Result<json::Document> sign_credential(const Issuer& issuer, std::string_view form,
                                       const json::Document& client, Signing signing);

}  // namespace waarmerk::node::actions
