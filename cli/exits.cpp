#include "cli/exits.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "cli/error_codes.hpp"

namespace waarmerk::cli {
namespace {

using node::credential::Finding;

constexpr auto texts = std::to_array<ExitText>({
    {Exit::done, "done", "It was done; every badge is genuine, perhaps with a warning."},
    {Exit::our_fault, "our_fault", "Something went wrong that should not."},
    {Exit::usage, "usage", "The command line is not one that we know."},
    {Exit::no_answer, "no_answer", "The node, or something else outside, did not answer."},
    {Exit::no_permission, "no_permission", "The token, passphrase or file does not allow this."},
    {Exit::no_such_thing, "no_such_thing", "What was asked for is not there."},
    {Exit::already_so, "already_so", "It contradicts what is already so."},
    {Exit::limit_reached, "limit_reached", "A limit was reached; later it may work."},
    {Exit::bad_input, "bad_input", "A file or a value is not what it must be."},
    {Exit::needs_care, "needs_care", "The doctor found something that needs care."},
    {Exit::not_a_credential, "not_a_credential", "It is no credential, or a malformed one."},
    {Exit::bad_signature, "bad_signature", "It was changed after signing, or has no signature."},
    {Exit::revoked, "revoked", "The issuer has withdrawn it for good."},
    {Exit::suspended, "suspended", "The issuer has suspended it for now."},
    {Exit::out_of_date, "out_of_date", "It has expired, or is not valid yet."},
    {Exit::issuer_not_recognised, "issuer_not_recognised",
     "Nobody who is trusted recognises the issuer."},
    {Exit::status_unknown, "status_unknown", "Whether it was withdrawn could not be checked."},
    {Exit::key_not_found, "key_not_found", "The key or the DID that it needs was not found."},
    {Exit::wrong_issuer, "wrong_issuer", "It is from another issuer than it says, or than wanted."},
    {Exit::wrong_subject, "wrong_subject", "It was given to somebody else."},
    {Exit::unsupported, "unsupported", "Its format, signature or DID method is not known here."},
    {Exit::not_proved, "not_proved", "Who it is from, or for, could not be proved."},
    {Exit::unreadable_file, "unreadable_file", "The file is not there or cannot be read."},
    {Exit::bad_presentation, "bad_presentation",
     "A badge in a presentation or record is not genuine or could not be checked."},
    {Exit::interrupted, "interrupted", "It was interrupted from the keyboard."},
});

constexpr auto by_weight = std::to_array<Exit>({
    Exit::interrupted,
    Exit::our_fault,
    Exit::usage,
    Exit::bad_signature,
    Exit::wrong_issuer,
    Exit::revoked,
    Exit::suspended,
    Exit::out_of_date,
    Exit::wrong_subject,
    Exit::bad_presentation,
    Exit::not_a_credential,
    Exit::issuer_not_recognised,
    Exit::key_not_found,
    Exit::status_unknown,
    Exit::not_proved,
    Exit::unsupported,
    Exit::unreadable_file,
    Exit::no_permission,
    Exit::no_answer,
    Exit::no_such_thing,
    Exit::already_so,
    Exit::limit_reached,
    Exit::bad_input,
    Exit::needs_care,
    Exit::done,
});
static_assert(by_weight.size() == texts.size());

/// What stands in the way of a badge; a test holds this list to the catalogue of findings.
constexpr auto exits_of_findings = std::to_array<std::pair<Finding, Exit>>({
    {Finding::not_a_credential, Exit::not_a_credential},
    {Finding::malformed_credential, Exit::not_a_credential},
    {Finding::malformed_achievement, Exit::not_a_credential},
    {Finding::schema_broken, Exit::not_a_credential},
    {Finding::no_proof, Exit::bad_signature},
    {Finding::malformed_proof, Exit::bad_signature},
    {Finding::bad_signature, Exit::bad_signature},
    {Finding::hosted_differs, Exit::bad_signature},
    {Finding::wrong_purpose, Exit::bad_signature},
    {Finding::proof_expired, Exit::bad_signature},
    {Finding::proof_not_yet_valid, Exit::bad_signature},
    {Finding::wrong_challenge, Exit::bad_signature},
    {Finding::wrong_domain, Exit::bad_signature},
    {Finding::not_covered, Exit::bad_signature},
    {Finding::key_not_found, Exit::key_not_found},
    {Finding::key_unavailable, Exit::key_not_found},
    {Finding::hosted_unavailable, Exit::key_not_found},
    {Finding::did_not_found, Exit::key_not_found},
    {Finding::did_unavailable, Exit::key_not_found},
    {Finding::unsupported_format, Exit::unsupported},
    {Finding::unsupported_version, Exit::unsupported},
    {Finding::unknown_suite, Exit::unsupported},
    {Finding::unknown_context, Exit::unsupported},
    {Finding::too_complex, Exit::unsupported},
    {Finding::key_unsupported, Exit::unsupported},
    {Finding::did_unsupported, Exit::unsupported},
    {Finding::wrong_controller, Exit::wrong_issuer},
    {Finding::hosted_elsewhere, Exit::wrong_issuer},
    {Finding::key_not_for_this, Exit::wrong_issuer},
    {Finding::wrong_issuer, Exit::wrong_issuer},
    {Finding::key_expired, Exit::wrong_issuer},
    {Finding::key_not_yet_used, Exit::wrong_issuer},
    {Finding::revoked, Exit::revoked},
    {Finding::suspended, Exit::suspended},
    {Finding::status_unknown, Exit::status_unknown},
    {Finding::status_list_unusable, Exit::status_unknown},
    {Finding::status_unsupported, Exit::status_unknown},
    {Finding::status_outdated, Exit::status_unknown},
    {Finding::expired, Exit::out_of_date},
    {Finding::not_yet_valid, Exit::out_of_date},
    {Finding::wrong_subject, Exit::wrong_subject},
    {Finding::key_revoked, Exit::not_proved},
    {Finding::signing_time_unknown, Exit::not_proved},
    {Finding::issuer_unproved, Exit::not_proved},
    {Finding::subject_unproved, Exit::not_proved},
    {Finding::no_key_binding, Exit::bad_presentation},
    {Finding::bad_key_binding, Exit::bad_presentation},
    {Finding::credential_not_genuine, Exit::bad_presentation},
    {Finding::credential_unchecked, Exit::bad_presentation},
    {Finding::content_forged, Exit::bad_presentation},
    {Finding::content_unchecked, Exit::bad_presentation},
});

Exit exit_of_kind(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid: return Exit::bad_input;
    case ErrorKind::unauthenticated:
    case ErrorKind::denied: return Exit::no_permission;
    case ErrorKind::missing: return Exit::no_such_thing;
    case ErrorKind::conflict: return Exit::already_so;
    case ErrorKind::exhausted: return Exit::limit_reached;
    case ErrorKind::internal: return Exit::our_fault;
    case ErrorKind::unavailable: return Exit::no_answer;
  }
  std::unreachable();
}

}  // namespace

std::span<const ExitText> exits() { return texts; }

std::span<const Exit> exits_by_weight() { return by_weight; }

Exit exit_of(Finding finding) {
  const auto state = node::credential::describe(finding).state;
  using node::credential::CheckState;
  if (state == CheckState::passed || state == CheckState::warning) return Exit::done;
  const auto found =
      std::ranges::find(exits_of_findings, finding, &std::pair<Finding, Exit>::first);
  return found == exits_of_findings.end() ? Exit::our_fault : found->second;
}

Exit exit_of(const node::credential::Verdict& verdict) {
  if (verdict.accepted()) return Exit::done;
  const Exit exit = exit_of(verdict.finding);
  return exit == Exit::done ? Exit::our_fault : exit;
}

Exit exit_of(const Error& error) {
  if (error.code == bad_usage || error.code == no_terminal) return Exit::usage;
  if (error.code == interrupted) return Exit::interrupted;
  if (error.code == unreadable_file) return Exit::unreadable_file;
  return exit_of_kind(error.code.kind);
}

Exit worse(Exit one, Exit other) {
  const auto weight = [](Exit exit) { return std::ranges::find(by_weight, exit); };
  return weight(one) <= weight(other) ? one : other;
}

}  // namespace waarmerk::cli
