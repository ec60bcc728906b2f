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
     "Nobody who is trusted recognises the issuer; kept for a later version."},
    {Exit::status_unknown, "status_unknown", "Whether it was withdrawn could not be checked."},
    {Exit::key_not_found, "key_not_found", "The key or the DID that it needs was not found."},
    {Exit::wrong_issuer, "wrong_issuer", "It is from another issuer than it says, or than wanted."},
    {Exit::wrong_subject, "wrong_subject", "It was given to somebody else."},
    {Exit::unsupported, "unsupported", "Its format, signature or DID method is not known here."},
    {Exit::not_proved, "not_proved", "Who it is from, or for, could not be proved."},
    {Exit::unreadable_file, "unreadable_file", "The file is not there or cannot be read."},
    {Exit::bad_presentation, "bad_presentation",
     "A badge in a presentation is not genuine or could not be checked."},
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

Exit exit_of_kind(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid: return Exit::bad_input;
    case ErrorKind::unauthenticated: return Exit::no_permission;
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
  switch (finding) {
    case Finding::not_a_credential:
    case Finding::malformed_credential:
    case Finding::malformed_achievement: return Exit::not_a_credential;

    case Finding::no_proof:
    case Finding::malformed_proof:
    case Finding::bad_signature:
    case Finding::wrong_purpose:
    case Finding::proof_expired:
    case Finding::proof_not_yet_valid:
    case Finding::wrong_challenge:
    case Finding::wrong_domain: return Exit::bad_signature;

    case Finding::key_not_found:
    case Finding::key_unavailable:
    case Finding::did_not_found:
    case Finding::did_unavailable: return Exit::key_not_found;

    case Finding::unsupported_format:
    case Finding::unsupported_version:
    case Finding::unknown_suite:
    case Finding::key_unsupported:
    case Finding::did_unsupported: return Exit::unsupported;

    case Finding::wrong_controller:
    case Finding::key_not_for_this:
    case Finding::wrong_issuer:
    case Finding::key_expired: return Exit::wrong_issuer;

    case Finding::revoked: return Exit::revoked;
    case Finding::suspended: return Exit::suspended;
    case Finding::status_unknown:
    case Finding::status_list_unusable:
    case Finding::status_unsupported: return Exit::status_unknown;

    case Finding::expired:
    case Finding::not_yet_valid: return Exit::out_of_date;

    case Finding::wrong_subject: return Exit::wrong_subject;
    case Finding::key_revoked:
    case Finding::issuer_unproved:
    case Finding::subject_unproved: return Exit::not_proved;

    case Finding::no_key_binding:
    case Finding::bad_key_binding:
    case Finding::credential_not_genuine:
    case Finding::credential_unchecked: return Exit::bad_presentation;

    // What passed, and what only warns.
    case Finding::format_good:
    case Finding::signature_good:
    case Finding::proof_in_future:
    case Finding::other_proof_unchecked:
    case Finding::issuer_good:
    case Finding::issuer_not_asked:
    case Finding::not_revoked:
    case Finding::status_stale:
    case Finding::status_marked:
    case Finding::no_status:
    case Finding::in_time:
    case Finding::subject_good:
    case Finding::holder_good:
    case Finding::credentials_good:
    case Finding::credential_warning: return Exit::done;
  }
  std::unreachable();
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
