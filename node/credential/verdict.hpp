// Verdict: what is known of a badge, each check with its reason. A bad badge is no error.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/assurance.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/finding.hpp"
#include "node/words/sentence.hpp"

namespace waarmerk::node::credential {

enum class Outcome { genuine, genuine_with_warning, cannot_be_checked, not_genuine };

/// `genuine`, `genuine_with_warning`, `cannot_be_checked`, `not_genuine`.
std::string_view print_outcome(Outcome outcome);
/// For people: `genuine`, `genuine, with a warning`, `cannot be checked`, `not genuine`.
std::string_view say_outcome(Outcome outcome);
std::string_view print_state(CheckState state);

struct Check {
  Finding finding;
  std::string sentence;                 ///< one plain sentence, in English
  std::string detail;                   ///< for those who repair: a JSON path, a code; may be empty
  std::vector<words::Fact> facts = {};  ///< of the sentence, for other languages

  std::string_view name() const { return describe(finding).check; }
  CheckState state() const { return describe(finding).state; }
  std::string_view code() const { return describe(finding).code; }
};

/// Where evidence came from. Only `https` means that somebody outside was asked. A bundle brought
/// together what the feeds of many said; a holder staple came along with the badge.
enum class Source { none, own, gossip, bundle, https, documents, holder_staple };

std::string_view print_source(Source source);

/// `contested`: of two stories that the issuer told, one revokes the badge.
enum class StatusWord { none, not_revoked, revoked, suspended, contested, unknown };

std::string_view print_status(StatusWord word);

/// What is known about revocation and suspension, and since when.
struct StatusFacts {
  StatusWord word = StatusWord::none;
  std::optional<UnixTime> as_of = {};
  Source source = Source::none;
  std::string list_url = {};
  std::optional<UnixTime> list_valid_from = {};
  std::optional<UnixTime> list_valid_until = {};
  std::optional<UnixTime> issuer_last_heard = {};
  std::optional<Grade> grade = {};  ///< nothing where the badge names no list
  std::optional<FeedPlace> list_place = {};
  std::optional<std::int64_t> list_ttl_ms = {};
  std::optional<Sha256> list_sha256 = {};  ///< of the signed text
  IssuerFacts issuer = {};
};

/// A key that a signature on the badge was held against, and where it is known from.
struct SigningKey {
  std::string method = {};      ///< the verification method; empty where none is named
  std::string controller = {};  ///< whose key it is said to be
  std::string suite = {};       ///< the cryptosuite, or the algorithm of an envelope
  std::string kind = {};        ///< `Ed25519`, `P-256`, … or `RSA`
  std::string multibase = {};
  std::string thumbprint = {};  ///< RFC 7638, of the key as a JWK
  /// Where the document of its controller came from; none where the name is the key itself, or the
  /// badge brought it along.
  Source source = Source::none;
  std::optional<UnixTime> document_as_of = {};  ///< when that document was fetched or last heard
};

struct Verdict {
  Outcome outcome = Outcome::cannot_be_checked;
  Finding finding = Finding::not_a_credential;  ///< the one that decided
  std::vector<Check> checks = {};

  std::string issuer = {};  ///< the id, mostly a DID
  std::string issuer_name = {};
  std::string credential_id = {};
  std::string name = {};
  std::string achievement = {};
  std::string subject = {};  ///< the id; empty for a hashed identity
  std::optional<UnixTime> valid_from = {};
  std::optional<UnixTime> valid_until = {};
  std::vector<RefreshService> refresh_services = {};
  StatusFacts status = {};
  std::vector<SigningKey> keys = {};  ///< in the order of the signatures; not in the JSON
  UnixTime checked_at = {};
  std::optional<UnixTime> as_of = {};  ///< the time that was asked about, if not now
  bool phoned_home = false;

  /// `badge.genuine`, or the code of the finding that decided.
  std::string_view code() const;
  /// Genuine, with or without a warning.
  bool accepted() const;
};

/// The verdict in one or two sentences, with the time of the check.
std::string summarize(const Verdict& verdict);

/// The members `outcome`, `code`, `summary`, `checks` and the facts, into an object that is open.
void write_verdict(json::Writer& writer, const Verdict& verdict);

/// A whole object with the members of write_verdict.
std::string print_verdict(const Verdict& verdict);

/// Adds a check to a verdict that stands, and decides anew.
void add_check(Verdict& verdict, Check check);

/// Genuine, with or without a warning.
bool is_accepted(Outcome outcome);

/// `badge.genuine`, or the code of the finding that decided.
std::string_view code_of(Outcome outcome, Finding finding);

struct Decision {
  Outcome outcome = Outcome::cannot_be_checked;
  Finding finding = Finding::key_not_found;
};

/// Format, proof, issuer and holder decide first: what is not proved to be the issuer's word
/// decides nothing. There, and then among the rest, failed goes before unchecked; a warning counts
/// only where all else passed. Without a signature that was found good, or a place where it is
/// published, nothing is genuine.
Decision decide(const std::vector<Check>& checks);

/// The member `checks`, into an object that is open.
void write_checks(json::Writer& writer, const std::vector<Check>& checks);

}  // namespace waarmerk::node::credential
