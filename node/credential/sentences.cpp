#include "node/credential/sentences.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <cstddef>
#include <cstdio>

namespace waarmerk::node::credential {
namespace {

using enum CheckState;
using enum Finding;

// In the order of the enumeration; `describe` indexes it.
constexpr auto catalogue = std::to_array<FindingText>({
    {format_good, "format", passed, "badge.format_good", "It is in a format that we can read."},
    {not_a_credential, "format", failed, "badge.not_a_credential", "This is not a badge."},
    {malformed_credential, "format", failed, "badge.malformed",
     "The badge is not well formed, so nothing in it can be relied on."},
    {malformed_achievement, "format", failed, "badge.malformed_achievement",
     "The badge breaks the rules of its standard, such as Open Badges 3.0."},
    {unsupported_format, "format", unchecked, "badge.unsupported_format",
     "The badge is in a format that cannot be checked here."},
    {unsupported_version, "format", unchecked, "badge.unsupported_version",
     "The badge is in an older version of the format, which cannot be checked here."},

    {signature_good, "proof", passed, "badge.signature_good",
     "Nothing was changed after it was signed."},
    {hosted_good, "proof", passed, "badge.hosted_good",
     "It is published at {url}, as it stands here."},
    {no_proof, "proof", failed, "badge.no_proof", "The badge carries no signature."},
    {malformed_proof, "proof", failed, "badge.malformed_proof",
     "The signature is not well formed."},
    {bad_signature, "proof", failed, "badge.bad_signature",
     "The badge was changed after it was signed, or was signed with another key than it says."},
    {hosted_differs, "proof", failed, "badge.hosted_differs",
     "The badge is not what is published at {url}."},
    {wrong_purpose, "proof", failed, "badge.wrong_purpose",
     "The signature was made for something else ({purpose})."},
    {proof_expired, "proof", failed, "badge.proof_expired",
     "The signature was good until {time} and is no longer."},
    {proof_not_yet_valid, "proof", failed, "badge.proof_not_yet_valid",
     "The signature is not good before {time}."},
    {wrong_challenge, "proof", failed, "badge.wrong_challenge",
     "The signature does not answer the question that was asked this time."},
    {wrong_domain, "proof", failed, "badge.wrong_domain",
     "The signature was made for somebody else to see."},
    {not_covered, "proof", failed, "badge.not_covered",
     "The badge holds something that its signature cannot cover."},
    {unknown_suite, "proof", unchecked, "badge.unknown_suite",
     "The badge uses another kind of signature ({suite}), which cannot be checked here."},
    {unknown_context, "proof", unchecked, "badge.unknown_context",
     "The badge uses words from a list that is not known here ({url}), so the signature cannot be "
     "checked."},
    {too_complex, "proof", unchecked, "badge.too_complex",
     "The badge is too large or too tangled for its signature to be checked here."},
    {key_not_found, "proof", unchecked, "badge.key_not_found",
     "The key that it was signed with cannot be found."},
    {key_unavailable, "proof", unchecked, "badge.key_unavailable",
     "The key that it was signed with cannot be reached now: {url}."},
    {key_unsupported, "proof", unchecked, "badge.key_unsupported",
     "The key that it was signed with is of a kind that cannot be used here."},
    {hosted_unavailable, "proof", unchecked, "badge.hosted_unavailable",
     "The badge stands on what is published at {url}, and that cannot be read now."},
    {did_not_found, "proof", unchecked, "badge.did_not_found",
     "The keys of {signer} are not where they should be, so the signature cannot be checked."},
    {did_unavailable, "proof", unchecked, "badge.did_unavailable",
     "The keys of {signer} cannot be reached now, so the signature cannot be checked."},
    {did_unsupported, "proof", unchecked, "badge.did_unsupported",
     "The signer goes by a kind of name ({signer}) that cannot be looked up here."},
    {proof_in_future, "proof", warning, "badge.proof_in_future",
     "The signature says that it was made on {time}, which is still to come."},
    {suite_misnamed, "proof", warning, "badge.suite_misnamed",
     "The signature calls its kind {suite}, which is no name of one; it was checked as {meant}."},
    {other_proof_unchecked, "proof", warning, "badge.other_proof_unchecked",
     "The badge carries another signature as well, which was not checked."},

    {issuer_good, "issuer", passed, "badge.issuer_good", "The signature is that of {issuer}."},
    {key_replaced, "issuer", passed, "badge.key_replaced",
     "The signature is that of {issuer}, with a key that was replaced on {until}; that it was made "
     "before, on {time}, is what the badge itself says."},
    {key_replaced_seen, "issuer", passed, "badge.key_replaced_seen",
     "The signature is that of {issuer}, with a key that was good until {until}; the badge was "
     "seen "
     "before, on {seen}."},
    {key_withdrawn_later, "issuer", passed, "badge.key_withdrawn_later",
     "The signature is that of {issuer}, who warns of this key since {since}; that it was made "
     "before, on {time}, is what the badge itself says."},
    {wrong_controller, "issuer", failed, "badge.wrong_controller",
     "It says that it comes from {issuer}, but it was signed by {signer}."},
    {hosted_elsewhere, "issuer", failed, "badge.hosted_elsewhere",
     "It is published at {url}, and {issuer} says that it publishes elsewhere."},
    {key_not_for_this, "issuer", failed, "badge.key_not_for_this",
     "The key of {signer} may not be used to sign this."},
    {wrong_issuer, "issuer", failed, "badge.wrong_issuer",
     "The badge comes from {issuer}, not from {expected}."},
    {key_expired, "issuer", failed, "badge.key_expired",
     "The key of {signer} was no longer in use when the badge was signed."},
    {key_not_yet_used, "issuer", failed, "badge.key_not_yet_used",
     "The key of {signer} was not yet in use when the badge says that it was signed."},
    {key_revoked, "issuer", unchecked, "badge.key_revoked",
     "The key of {signer} was withdrawn on {time}; whether the badge was signed before is not "
     "known."},
    {signing_time_unknown, "issuer", unchecked, "badge.signing_time_unknown",
     "The key of {signer} was replaced on {time}, and nothing says whether the badge was signed "
     "before."},
    {issuer_unproved, "issuer", unchecked, "badge.issuer_unproved",
     "The badge brings its own key; that the key belongs to {issuer} cannot be checked."},
    {key_compromised, "issuer", warning, "badge.key_compromised",
     "{issuer} warns that others may have this key since {since}, and the badge was signed after "
     "that, on {time}: ask whether it is theirs."},
    {domain_changed, "issuer", warning, "badge.domain_changed",
     "{issuer} shows this key since {time}, and showed others before: its domain may have changed "
     "hands."},
    {key_seen_before, "issuer", warning, "badge.key_seen_before",
     "The key was that of {issuer} as it was seen here until {time}; it shows others now."},
    {issuer_not_asked, "issuer", warning, "badge.issuer_not_asked",
     "Whether the key belongs to {issuer} was not checked, as was asked."},

    {schema_good, "schema", passed, "badge.schema_good", "It keeps to the schema that it names."},
    {schema_broken, "schema", failed, "badge.schema_broken",
     "The badge does not keep to the schema that it names."},
    {schema_unknown, "schema", warning, "badge.schema_unknown",
     "The badge names a schema ({schema}) that is not known here."},

    {not_revoked, "status", passed, "badge.not_revoked", "It was not withdrawn, as of {time}."},
    {status_continued, "status", passed, "badge.status_continued",
     "The list of withdrawn badges is kept by {custodian}, whom {issuer} asked to go on with it."},
    {issuer_closed, "status", passed, "badge.issuer_closed",
     "{issuer} said on {time} that this was its last word; nothing newer will come from it."},
    {revoked, "status", failed, "badge.revoked",
     "{issuer} has withdrawn this badge for good; known as of {time}."},
    {suspended, "status", failed, "badge.suspended",
     "{issuer} has suspended this badge for now; known as of {time}."},
    {status_unknown, "status", unchecked, "badge.status_unknown",
     "Whether the badge was withdrawn could not be checked: the list cannot be reached."},
    {status_list_unusable, "status", unchecked, "badge.status_list_unusable",
     "Whether the badge was withdrawn could not be checked: the list cannot be relied on."},
    {status_unsupported, "status", unchecked, "badge.status_unsupported",
     "Whether the badge was withdrawn could not be checked: it uses another kind of list "
     "({type})."},
    {status_outdated, "status", unchecked, "badge.status_outdated",
     "It was not withdrawn as of {time}, and witnesses have seen newer word of {issuer} that is "
     "not "
     "known here."},
    {status_stale, "status", warning, "badge.status_stale",
     "It was not withdrawn as of {time}; nothing newer is known."},
    {older_list, "status", warning, "badge.older_list",
     "A newer list of {issuer} is known here; the one that came along with the badge was not "
     "used."},
    {kit_unsound, "status", warning, "badge.kit_unsound",
     "Some of what came along with the badge does not hold, or belongs to another, and was not "
     "used."},
    {status_marked, "status", warning, "badge.status_marked",
     "{issuer} has marked this badge ({purpose}); known as of {time}."},
    {status_message, "status", warning, "badge.status_message",
     "{issuer} says of this badge: {message}; known as of {time}."},
    {no_status, "status", passed, "badge.no_status",
     "The badge names no list in which it could be withdrawn."},

    {in_time, "dates", passed, "badge.in_time", "The dates are right: {dates}."},
    {expired, "dates", failed, "badge.expired",
     "The badge was valid until {time} and has expired."},
    {not_yet_valid, "dates", failed, "badge.not_yet_valid",
     "The badge is not valid before {time}."},

    {subject_good, "subject", passed, "badge.subject_good", "The badge was given to {expected}."},
    {wrong_subject, "subject", failed, "badge.wrong_subject",
     "The badge was given to somebody else than {expected}."},
    {subject_unproved, "subject", unchecked, "badge.subject_unproved",
     "Whether the badge was given to {expected} cannot be checked."},

    {endorsements_good, "endorsements", passed, "badge.endorsements_good",
     "Each endorsement that it carries is genuine."},
    {endorsement_not_genuine, "endorsements", warning, "badge.endorsement_not_genuine",
     "The badge carries an endorsement that is not genuine."},
    {endorsement_unchecked, "endorsements", warning, "badge.endorsement_unchecked",
     "The badge carries an endorsement that cannot be checked."},

    {issuer_recognised, "trust", passed, "badge.issuer_recognised",
     "{issuer} is recognised by {by}."},
    {issuer_objected, "trust", warning, "badge.issuer_objected",
     "{by}, whom you trust, objects to {issuer}."},
    {issuer_partly_recognised, "trust", warning, "badge.issuer_partly_recognised",
     "{issuer} is recognised by {by}, and you ask for more: {amount} of {needed}{more}."},
    {issuer_unknown, "trust", warning, "badge.issuer_unknown",
     "Nobody you trust says enough of {issuer}{beside}; {who} could say whether it is to be "
     "believed."},
    {issuer_trust_unknown, "trust", warning, "badge.issuer_trust_unknown",
     "Whether those you trust know {issuer} could not be told: {why}; {who} could say whether it "
     "is "
     "to be believed."},
    {issuer_without_did, "trust", warning, "badge.issuer_without_did",
     "Nobody you trust can vouch for an issuer without a DID, and {issuer} is one."},
    {issuer_not_looked_up, "trust", warning, "badge.issuer_not_looked_up",
     "Whether anybody you trust recognises {issuer} was not looked up."},

    {content_forged, "contents", failed, "badge.content_forged",
     "The record holds a badge that is not genuine."},
    {content_unchecked, "contents", unchecked, "badge.content_unchecked",
     "The record holds a badge that cannot be checked."},
    {content_not_valid, "contents", warning, "badge.content_not_valid",
     "The record holds a badge that is no longer valid, or not yet."},
    {contents_good, "contents", passed, "badge.contents_good",
     "Each of the badges that it holds is genuine."},

    {holder_good, "holder", passed, "badge.holder_good", "It was shown by {issuer}."},
    {no_key_binding, "holder", failed, "badge.no_key_binding",
     "Its holder was asked to sign that it is shown here and now, and did not."},
    {bad_key_binding, "holder", failed, "badge.bad_key_binding",
     "What its holder should have signed, to show it here and now, does not hold."},
    {credential_not_genuine, "credentials", failed, "badge.credential_not_genuine",
     "At least one of the badges is not genuine."},
    {credential_unchecked, "credentials", unchecked, "badge.credential_unchecked",
     "At least one of the badges cannot be checked."},
    {credentials_good, "credentials", passed, "badge.credentials_good",
     "Each of the badges is genuine."},
    {credential_warning, "credentials", warning, "badge.credential_warning",
     "The badges are genuine, with a warning."},
});

constexpr bool in_order() {
  for (std::size_t i = 0; i < catalogue.size(); ++i) {
    if (catalogue[i].finding != static_cast<Finding>(i)) return false;
  }
  return catalogue.back().finding == credential_warning;
}
static_assert(in_order());

constexpr std::size_t value_bytes_max = 200;

/// Cut between characters, with a sign that it was.
std::string cut(std::string text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

/// A stranger's text on one line: no control characters, and not without end.
std::string tame(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) text += c;
  }
  return cut(std::move(text), value_bytes_max);
}

std::string fill(std::string_view sentence, std::initializer_list<Fact> facts) {
  std::string text;
  while (true) {
    const auto open = sentence.find('{');
    text += sentence.substr(0, open);
    if (open == std::string_view::npos) return text;
    const auto close = sentence.find('}', open);
    const auto name = sentence.substr(open + 1, close - open - 1);
    const auto* fact = std::ranges::find(facts, name, &Fact::name);
    assert(fact != facts.end());
    text += tame(fact->value);
    sentence.remove_prefix(close + 1);
  }
}

}  // namespace

const FindingText& describe(Finding finding) {
  return catalogue[static_cast<std::size_t>(finding)];
}

std::span<const FindingText> findings() { return catalogue; }

Check make_check(Finding finding, std::initializer_list<Fact> facts, std::string detail) {
  return {finding, fill(describe(finding).sentence, facts), std::move(detail)};
}

std::string say_party(std::string_view name, std::string_view id) {
  constexpr std::size_t name_bytes_max = 80;
  if (name.empty()) return std::string(id);
  return cut(std::string(name), name_bytes_max) + " (" + std::string(id) + ")";
}

std::string say_time(UnixTime time) {
  static constexpr std::array months{"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
  using namespace std::chrono;
  const auto day_start = floor<days>(sys_time<milliseconds>{milliseconds{time.ms}});
  const year_month_day date{day_start};
  const auto minutes = (time.ms - day_start.time_since_epoch().count() * day_ms) / minute_ms;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%u %s %d, %02d:%02d UTC",
                static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                static_cast<int>(date.year()), static_cast<int>(minutes / 60),
                static_cast<int>(minutes % 60));
  return text.data();
}

std::string_view say_outcome(Outcome outcome) {
  switch (outcome) {
    case Outcome::genuine: return "genuine";
    case Outcome::genuine_with_warning: return "genuine, with a warning";
    case Outcome::cannot_be_checked: return "cannot be checked";
    case Outcome::not_genuine: return "not genuine";
  }
  return {};
}

namespace {

std::string_view opening(Outcome outcome) {
  switch (outcome) {
    case Outcome::genuine: return "Genuine.";
    case Outcome::genuine_with_warning: return "Genuine, with a warning.";
    case Outcome::cannot_be_checked: return "Cannot be checked.";
    case Outcome::not_genuine: return "Not genuine.";
  }
  return {};
}

/// Withdrawn, out of date or badly made: the signature is real all the same, and that is only fair
/// to say.
bool was_real(const Verdict& verdict) {
  const auto name = describe(verdict.finding).check;
  return verdict.outcome == Outcome::not_genuine &&
         (name == "schema" || name == "status" || name == "dates");
}

/// Genuine, and yet there is something that the reader should know.
bool is_of_old_key(Finding finding) {
  return finding == key_replaced || finding == key_replaced_seen || finding == key_withdrawn_later;
}

std::string where_from(Source source) {
  switch (source) {
    case Source::none: return "";
    case Source::own: return ", with the list of this node itself";
    case Source::gossip: return ", with a list that was already here";
    case Source::bundle: return ", with a list from a bundle";
    case Source::https: return ", with a list that was asked for";
    case Source::documents: return ", with the documents that were given";
    case Source::holder_staple: return ", with the list that came along";
  }
  return {};
}

}  // namespace

std::string summarize(const Verdict& verdict) {
  std::string text(was_real(verdict) ? "Not accepted: the signature is real."
                                     : opening(verdict.outcome));
  if (verdict.accepted()) {
    text += " Issued by " + tame(say_party(verdict.issuer_name, verdict.issuer));
    if (verdict.valid_from) text += " on " + say_time(*verdict.valid_from);
    text += '.';
  }
  const auto deciding = std::ranges::find(verdict.checks, verdict.finding, &Check::finding);
  if (deciding != verdict.checks.end() && verdict.outcome != Outcome::genuine) {
    text += ' ' + deciding->sentence;
  }
  const auto old_key = std::ranges::find_if(verdict.checks, is_of_old_key, &Check::finding);
  if (old_key != verdict.checks.end() && verdict.accepted()) text += ' ' + old_key->sentence;
  return text + " Checked on " + say_time(verdict.checked_at) +
         (verdict.phoned_home ? "" : ", without asking the issuer") +
         where_from(verdict.status.source) + '.';
}

}  // namespace waarmerk::node::credential
