// Verification: whether a badge is genuine, sans-IO. It names its needs and takes evidence.
//
//   Verification verification(file_text, options);
//   while (const auto need = verification.next()) verification.supply(…);
//   return verification.outcome();
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/contexts.hpp"
#include "did/document_history.hpp"
#include "node/credential/assurance.hpp"
#include "node/credential/key_lookup.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/status_list.hpp"
#include "node/credential/stored_status.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::node::credential {

/// The document of this DID. did:key and did:jwk are never asked for: they answer themselves.
struct NeedDid {
  did::Did did;
};

/// The list credential at `url`, as it was signed. `issuer` is who issued the badge. A store that
/// has the list may say instead what stands at `places`, unless it was asked for the list as it is
/// signed.
struct NeedStatusList {
  std::string url;
  std::string issuer;
  StatusKind kind = StatusKind::bitstring;  ///< as the badge has it
  std::vector<StatusPlace> places = {};
  bool as_signed = false;
  /// The time that is asked about, if not now: a store that knows may say what stood then.
  std::optional<UnixTime> as_of = {};
};

using Need = std::variant<NeedDid, NeedDocument, NeedStatusList>;

inline constexpr ErrorCode too_many_needs{"credential.too_many_needs", ErrorKind::exhausted};

/// How many needs one badge may have.
inline constexpr std::size_t needs_max = 32;
/// How far a clock elsewhere may run ahead of ours.
inline constexpr std::int64_t clock_skew_ms = 5 * minute_ms;

/// Where a piece of evidence came from, and how old it is.
struct Provenance {
  Source source = Source::none;
  /// Whether somebody outside was asked for it now, perhaps in vain.
  bool asked_outside = false;
  /// When a DID document was fetched or last heard of, where that is known.
  std::optional<UnixTime> document_as_of = {};
  /// When the issuer last spoke for this list being the newest, if later than the list itself.
  std::optional<UnixTime> last_heard = {};
  /// Places that an earlier list revoked, and that the list given takes back. They stay revoked.
  std::optional<StatusList> revoked_before = {};
  /// Which entry of the issuer's feed carried the list that is given.
  std::optional<FeedPlace> place = {};
  IssuerFacts issuer = {};
  /// Whom the issuer appointed to go on with its lists, where the list given is theirs.
  std::string custodian = {};
};

enum class IssuerCheck {
  required,    ///< the key must be the issuer's: otherwise anybody could forge
  proof_only,  ///< only the signature counts, and the verdict says so
};

/// What becomes of the credentials inside of one: endorsements, and what a record holds.
enum class EnclosedRule {
  checked,     ///< each of them, once the badge itself is found to be its issuer's
  left_alone,  ///< of one that is inside itself: there would be no end
};

/// When somebody whom the asker believes saw the very document, if that is known. It tells what the
/// document's own dates cannot, and is asked only once the signer's key was replaced. Pure.
using FirstSeen = std::function<std::optional<UnixTime>()>;

struct VerificationOptions {
  UnixTime now = {};
  /// Whether the badge was valid then, instead of now.
  std::optional<UnixTime> as_of = {};
  FirstSeen first_seen = {};
  /// The issuer that the asker has in mind.
  std::optional<std::string> expect_issuer = {};
  /// A DID or other id, or an identity such as an e-mail address that the badge holds hashed.
  std::optional<std::string> expect_subject = {};
  /// The nonce and the audience that the holder of an SD-JWT was asked to sign. Where one is given,
  /// the badge must have such a key binding.
  std::optional<std::string> challenge = {};
  std::optional<std::string> domain = {};
  IssuerCheck issuer_check = IssuerCheck::required;
  /// Who else than the issuer may sign its status lists.
  std::vector<std::string> status_delegates = {};
  EnclosedRule enclosed = EnclosedRule::checked;
  /// The contexts that are known; a badge with another cannot be checked.
  jsonld::Contexts contexts = jsonld::Contexts::shipped();
};

class Verification {
 public:
  Verification(std::string_view file, const VerificationOptions& options);
  Verification(const json::Document& credential, const VerificationOptions& options);
  Verification(Result<Secured> opened, const VerificationOptions& options);
  ~Verification();
  Verification(Verification&&) noexcept;
  Verification& operator=(Verification&&) noexcept;

  /// What is needed now, or nothing when the outcome stands.
  std::optional<Need> next() const;
  /// Answers the need that next() names.
  void supply(did::DocumentHistory documents, const Provenance& from);
  /// A status list, or a document with a key.
  void supply(std::string_view text, const Provenance& from);
  /// What a store knows of the list that is needed; only for a need that is not `as_signed`.
  void supply(StoredStatus stored, const Provenance& from);
  /// The need cannot be met: the answer to any kind. `from` says whether it was asked for.
  void supply(Error error, const Provenance& from = {});
  const Verdict& outcome() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waarmerk::node::credential
