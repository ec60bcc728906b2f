// Status check: what a status list says of a badge, and how far the list can be relied on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "did/document.hpp"
#include "node/credential/key_lookup.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/status_entry.hpp"
#include "node/credential/stored_status.hpp"
#include "node/credential/verdict.hpp"
#include "node/credential/verification.hpp"

namespace waarmerk::node::credential {

struct StatusRules {
  UnixTime now;
  UnixTime time;  ///< the time that is asked about: now, or earlier
  std::string issuer;
  std::string issuer_name;
  IssuerCheck issuer_check = IssuerCheck::required;
  std::vector<std::string> delegates = {};
  std::string credential_id = {};  ///< of the badge; may be empty
  jsonld::Contexts contexts = jsonld::Contexts::shipped();
};

/// One list, what came for it, and the entries of the badge that stand in it, all of one kind.
struct ListEvidence {
  std::string url;
  std::vector<StatusEntry> entries;
  Result<Secured> list;
  Provenance from;
  std::optional<Sha256> sha256 = {};  ///< of what came
  /// In the place of `list`, where a store answered.
  std::optional<StoredStatus> stored = {};
  bool is_stored_unfit = false;

  /// What the store says does not do: only the list as it is signed does.
  void forget_stored();
};

/// What is needed to judge these entries.
NeedStatusList need_of(const ListEvidence& evidence, const std::string& issuer,
                       std::optional<UnixTime> as_of = {});

/// What a store says cannot be relied on here: the list itself must be looked at.
struct NeedSignedList {};

struct StatusFindings {
  std::vector<Check> checks;
  StatusFacts facts;
};

/// What must be known first, or a check for each entry.
///
/// Of a list that comes from a store the signature is not checked again, while its key is still the
/// one of that name, and the issuer's to sign with.
///
/// The list must be signed by the issuer of the badge or by a delegate, and name itself as the
/// badge names it. A list past its validUntil still tells what was so then: a set bit stays set, a
/// clear one becomes a warning with the time.
using StatusAnswer = std::variant<did::Did, NeedDocument, NeedSignedList, StatusFindings>;

StatusAnswer check_status(const ListEvidence& evidence, const StatusRules& rules,
                          const KnownDids& known);

/// Opens what came for a list of this kind. Fails as open() and open_status_token() do.
Result<Secured> open_status_list(std::string_view text, StatusKind kind);

}  // namespace waarmerk::node::credential
