// Finding: what one check of a badge found. Each has a stable code, and one plain sentence in the
// catalogue of texts under that code (spec/messages).
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace waarmerk::node::credential {

enum class CheckState {
  passed,
  warning,    ///< true, and the reader should know
  failed,     ///< false
  unchecked,  ///< not known; never counts as valid
};

/// In the order in which they decide: of two findings in one state, the earlier names the verdict.
/// Codes are API and stand in spec/verdicts.md.
enum class Finding {
  // format
  format_good,
  not_a_credential,
  malformed_credential,
  malformed_achievement,
  unsupported_format,
  unsupported_version,
  // proof
  signature_good,
  hosted_good,
  no_proof,
  malformed_proof,
  bad_signature,
  hosted_differs,
  wrong_purpose,
  proof_expired,
  proof_not_yet_valid,
  wrong_challenge,
  wrong_domain,
  not_covered,
  unknown_suite,
  unknown_context,
  too_complex,
  key_not_found,
  key_unavailable,
  key_unsupported,
  hosted_unavailable,
  did_not_found,
  did_unavailable,
  did_unsupported,
  proof_in_future,
  suite_misnamed,
  other_proof_unchecked,
  // issuer
  issuer_good,
  key_replaced,
  key_replaced_seen,
  key_withdrawn_later,
  wrong_controller,
  hosted_elsewhere,
  key_not_for_this,
  wrong_issuer,
  key_expired,
  key_not_yet_used,
  key_revoked,
  signing_time_unknown,
  issuer_unproved,
  key_compromised,
  domain_changed,
  key_seen_before,
  issuer_not_asked,
  // schema
  schema_good,
  schema_broken,
  schema_unknown,
  // status
  not_revoked,
  status_continued,
  issuer_closed,
  revoked,
  suspended,
  status_unknown,
  status_list_unusable,
  status_unsupported,
  status_outdated,
  status_stale,
  older_list,
  kit_unsound,
  status_marked,
  status_message,
  no_status,
  // dates
  in_time,
  expired,
  not_yet_valid,
  // subject
  subject_good,
  wrong_subject,
  subject_unproved,
  // endorsements
  endorsements_good,
  endorsement_not_genuine,
  endorsement_unchecked,
  // trust
  issuer_recognised,
  issuer_objected,
  issuer_partly_recognised,
  issuer_unknown,
  issuer_trust_unknown,
  issuer_without_did,
  issuer_not_looked_up,
  // contents
  content_forged,
  content_unchecked,
  content_not_valid,
  contents_good,
  // presentation
  holder_good,
  no_key_binding,
  bad_key_binding,
  credential_not_genuine,
  credential_unchecked,
  credentials_good,
  credential_warning,
};

/// Which part of the badge a finding is about: `format`, `proof`, `issuer`, `schema`, `status`,
/// `dates`, `subject`, `endorsements`, `trust`, `contents`, `holder` or `credentials`.
struct FindingText {
  Finding finding;
  std::string_view check;
  CheckState state;
  std::string_view code;  ///< such as `badge.revoked`
};

const FindingText& describe(Finding finding);

/// Every finding, in the order of the enumeration.
std::span<const FindingText> findings();

}  // namespace waarmerk::node::credential
