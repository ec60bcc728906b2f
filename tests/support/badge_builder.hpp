// Issuers, badges and lists for tests: real keys from a seed, real signatures, no network.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/secret_key.hpp"
#include "did/document.hpp"
#include "node/credential/issuance.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/status_credential.hpp"
#include "node/credential/verification.hpp"

namespace waarmerk::tests {

inline constexpr UnixTime badge_now{1'772'532'720'000};     // 2026-03-03T10:12:00Z
inline constexpr UnixTime badge_issued{1'767'571'200'000};  // 2026-01-05T00:00:00Z
inline constexpr std::string_view list_url = "https://library.example/status/1";

/// Somebody with a key and a DID.
struct TestParty {
  std::string did;
  std::string method;  ///< its verification method
  std::shared_ptr<const keys::Signer> signer;

  /// A did:key.
  static TestParty with_key(std::uint8_t seed,
                            keys::Algorithm algorithm = keys::Algorithm::ed25519);
  /// A did:web under this host, with the key of `seed` as `#key-1`.
  static TestParty at_host(std::string_view host, std::uint8_t seed);

  /// The DID document of a did:web; `purpose` is the one that its key may serve.
  std::string document(std::string_view purpose = "assertionMethod") const;
};

json::Document parse_json(std::string_view text);

/// "Language café host": criteria, ESCO alignment, image, tags, a rubric of two levels.
json::Document sample_achievement();

/// A badge of about 3 KB for a did:key, without status.
node::credential::Badge sample_badge(const TestParty& issuer);

/// The sample without its one member that no context defines, so that every suite can cover it.
node::credential::Badge defined_badge(const TestParty& issuer);

/// The badge with `credentialStatus` at this place in the list at `list_url`.
node::credential::Badge with_status(node::credential::Badge badge, std::uint64_t index,
                                    std::string_view purpose = "revocation");

json::Document sign(const json::Document& unsecured, const TestParty& signer,
                    UnixTime created = badge_issued);
json::Document issue(const node::credential::Badge& badge, const TestParty& issuer);

struct ListOptions {
  std::vector<std::uint64_t> set = {};
  std::vector<std::string> purposes = {"revocation"};
  UnixTime valid_from{badge_now.ms - hour_ms};
  UnixTime valid_until{badge_now.ms + day_ms};
  std::string id{list_url};
};

/// The signed list, as the text that a server would send.
std::string list_text(const TestParty& issuer, const ListOptions& options = {});

/// What may be asked for, by DID or URL; anything else is unavailable.
struct Documents {
  std::map<std::string, std::string, std::less<>> by_name = {};
  node::credential::Provenance from = {.source = node::credential::Source::documents};
  std::vector<std::string> asked = {};  ///< what was, in order

  void add(const TestParty& party) { by_name[party.did] = party.document(); }
};

/// Drives the machine to its end.
template <class Machine>
void drive(Machine& machine, Documents& documents) {
  namespace credential = node::credential;
  while (const auto need = machine.next()) {
    const auto* did = std::get_if<credential::NeedDid>(&*need);
    const auto* key = std::get_if<credential::NeedDocument>(&*need);
    const auto name = did != nullptr   ? did->did.text()
                      : key != nullptr ? key->url
                                       : std::get<credential::NeedStatusList>(*need).url;
    documents.asked.push_back(name);
    const auto found = documents.by_name.find(name);
    if (found == documents.by_name.end()) {
      machine.supply(Error{did::unavailable, "not among the documents"}, documents.from);
    } else if (did != nullptr) {
      machine.supply(did::read_document(found->second).value(), documents.from);
    } else {
      machine.supply(std::string_view(found->second), documents.from);
    }
  }
}

node::credential::Verdict verify_badge(std::string_view file, Documents& documents,
                                       node::credential::VerificationOptions options = {
                                           .now = badge_now});
node::credential::Verdict verify_badge(std::string_view file);

/// The check of that name, or nothing.
const node::credential::Check* find_check(const std::vector<node::credential::Check>& checks,
                                          std::string_view name);

}  // namespace waarmerk::tests
