#include "node/credential/sentences.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace waarmerk::node::credential {
namespace {

using words::Language;
using enum CheckState;
using enum Finding;

// In the order of the enumeration; `describe` indexes it.
constexpr auto catalogue = std::to_array<FindingText>({
    {format_good, "format", passed, "badge.format_good"},
    {not_a_credential, "format", failed, "badge.not_a_credential"},
    {malformed_credential, "format", failed, "badge.malformed"},
    {malformed_achievement, "format", failed, "badge.malformed_achievement"},
    {unsupported_format, "format", unchecked, "badge.unsupported_format"},
    {unsupported_version, "format", unchecked, "badge.unsupported_version"},

    {signature_good, "proof", passed, "badge.signature_good"},
    {hosted_good, "proof", passed, "badge.hosted_good"},
    {no_proof, "proof", failed, "badge.no_proof"},
    {malformed_proof, "proof", failed, "badge.malformed_proof"},
    {bad_signature, "proof", failed, "badge.bad_signature"},
    {hosted_differs, "proof", failed, "badge.hosted_differs"},
    {wrong_purpose, "proof", failed, "badge.wrong_purpose"},
    {proof_expired, "proof", failed, "badge.proof_expired"},
    {proof_not_yet_valid, "proof", failed, "badge.proof_not_yet_valid"},
    {wrong_challenge, "proof", failed, "badge.wrong_challenge"},
    {wrong_domain, "proof", failed, "badge.wrong_domain"},
    {not_covered, "proof", failed, "badge.not_covered"},
    {unknown_suite, "proof", unchecked, "badge.unknown_suite"},
    {unknown_context, "proof", unchecked, "badge.unknown_context"},
    {too_complex, "proof", unchecked, "badge.too_complex"},
    {key_not_found, "proof", unchecked, "badge.key_not_found"},
    {key_unavailable, "proof", unchecked, "badge.key_unavailable"},
    {key_unsupported, "proof", unchecked, "badge.key_unsupported"},
    {hosted_unavailable, "proof", unchecked, "badge.hosted_unavailable"},
    {did_not_found, "proof", unchecked, "badge.did_not_found"},
    {did_unavailable, "proof", unchecked, "badge.did_unavailable"},
    {did_unsupported, "proof", unchecked, "badge.did_unsupported"},
    {proof_in_future, "proof", warning, "badge.proof_in_future"},
    {suite_misnamed, "proof", warning, "badge.suite_misnamed"},
    {other_proof_unchecked, "proof", warning, "badge.other_proof_unchecked"},

    {issuer_good, "issuer", passed, "badge.issuer_good"},
    {key_replaced, "issuer", passed, "badge.key_replaced"},
    {key_replaced_seen, "issuer", passed, "badge.key_replaced_seen"},
    {key_withdrawn_later, "issuer", passed, "badge.key_withdrawn_later"},
    {wrong_controller, "issuer", failed, "badge.wrong_controller"},
    {hosted_elsewhere, "issuer", failed, "badge.hosted_elsewhere"},
    {key_not_for_this, "issuer", failed, "badge.key_not_for_this"},
    {wrong_issuer, "issuer", failed, "badge.wrong_issuer"},
    {key_expired, "issuer", failed, "badge.key_expired"},
    {key_not_yet_used, "issuer", failed, "badge.key_not_yet_used"},
    {key_revoked, "issuer", unchecked, "badge.key_revoked"},
    {signing_time_unknown, "issuer", unchecked, "badge.signing_time_unknown"},
    {issuer_unproved, "issuer", unchecked, "badge.issuer_unproved"},
    {key_compromised, "issuer", warning, "badge.key_compromised"},
    {domain_changed, "issuer", warning, "badge.domain_changed"},
    {key_seen_before, "issuer", warning, "badge.key_seen_before"},
    {issuer_not_asked, "issuer", warning, "badge.issuer_not_asked"},

    {schema_good, "schema", passed, "badge.schema_good"},
    {schema_broken, "schema", failed, "badge.schema_broken"},
    {schema_unknown, "schema", warning, "badge.schema_unknown"},

    {not_revoked, "status", passed, "badge.not_revoked"},
    {status_continued, "status", passed, "badge.status_continued"},
    {issuer_closed, "status", passed, "badge.issuer_closed"},
    {revoked, "status", failed, "badge.revoked"},
    {suspended, "status", failed, "badge.suspended"},
    {status_unknown, "status", unchecked, "badge.status_unknown"},
    {status_list_unusable, "status", unchecked, "badge.status_list_unusable"},
    {status_unsupported, "status", unchecked, "badge.status_unsupported"},
    {status_outdated, "status", unchecked, "badge.status_outdated"},
    {status_stale, "status", warning, "badge.status_stale"},
    {older_list, "status", warning, "badge.older_list"},
    {kit_unsound, "status", warning, "badge.kit_unsound"},
    {status_marked, "status", warning, "badge.status_marked"},
    {status_message, "status", warning, "badge.status_message"},
    {no_status, "status", passed, "badge.no_status"},

    {in_time, "dates", passed, "badge.in_time"},
    {expired, "dates", failed, "badge.expired"},
    {not_yet_valid, "dates", failed, "badge.not_yet_valid"},

    {subject_good, "subject", passed, "badge.subject_good"},
    {wrong_subject, "subject", failed, "badge.wrong_subject"},
    {subject_unproved, "subject", unchecked, "badge.subject_unproved"},

    {endorsements_good, "endorsements", passed, "badge.endorsements_good"},
    {endorsement_not_genuine, "endorsements", warning, "badge.endorsement_not_genuine"},
    {endorsement_unchecked, "endorsements", warning, "badge.endorsement_unchecked"},

    {issuer_recognised, "trust", passed, "badge.issuer_recognised"},
    {issuer_objected, "trust", warning, "badge.issuer_objected"},
    {issuer_partly_recognised, "trust", warning, "badge.issuer_partly_recognised"},
    {issuer_unknown, "trust", warning, "badge.issuer_unknown"},
    {issuer_trust_unknown, "trust", warning, "badge.issuer_trust_unknown"},
    {issuer_without_did, "trust", warning, "badge.issuer_without_did"},
    {issuer_not_looked_up, "trust", warning, "badge.issuer_not_looked_up"},

    {content_forged, "contents", failed, "badge.content_forged"},
    {content_unchecked, "contents", unchecked, "badge.content_unchecked"},
    {content_not_valid, "contents", warning, "badge.content_not_valid"},
    {contents_good, "contents", passed, "badge.contents_good"},

    {holder_good, "holder", passed, "badge.holder_good"},
    {no_key_binding, "holder", failed, "badge.no_key_binding"},
    {bad_key_binding, "holder", failed, "badge.bad_key_binding"},
    {credential_not_genuine, "credentials", failed, "badge.credential_not_genuine"},
    {credential_unchecked, "credentials", unchecked, "badge.credential_unchecked"},
    {credentials_good, "credentials", passed, "badge.credentials_good"},
    {credential_warning, "credentials", warning, "badge.credential_warning"},
});

constexpr bool in_order() {
  for (std::size_t i = 0; i < catalogue.size(); ++i) {
    if (catalogue[i].finding != static_cast<Finding>(i)) return false;
  }
  return catalogue.back().finding == credential_warning;
}
static_assert(in_order());

template <std::size_t... places>
constexpr auto keys_of(std::index_sequence<places...> /*all*/) {
  return std::array{words::Key::find(catalogue[places].code).value()...};
}
/// The sentences, by the codes of the findings. A code without one does not compile.
constexpr auto sentence_keys = keys_of(std::make_index_sequence<catalogue.size()>());

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

/// Values come from badges of strangers.
std::vector<Fact> tame_all(std::initializer_list<Fact> facts) {
  std::vector<Fact> tamed(facts);
  for (auto& fact : tamed) {
    if (auto* text = std::get_if<std::string>(&fact.value)) *text = tame(*text);
  }
  return tamed;
}

}  // namespace

const FindingText& describe(Finding finding) {
  return catalogue[static_cast<std::size_t>(finding)];
}

std::span<const FindingText> findings() { return catalogue; }

Check make_check(Finding finding, std::initializer_list<Fact> facts, std::string detail) {
  auto tamed = tame_all(facts);
  auto sentence = words::fill(Language::en, sentence_of(finding, Language::en), tamed);
  return {finding, std::move(sentence), std::move(detail), std::move(tamed)};
}

std::string_view sentence_of(Finding finding, Language language) {
  return words::text_of(language, sentence_keys[static_cast<std::size_t>(finding)]);
}

std::string say_party(std::string_view name, std::string_view id) {
  constexpr std::size_t name_bytes_max = 80;
  if (name.empty()) return std::string(id);
  return cut(std::string(name), name_bytes_max) + " (" + std::string(id) + ")";
}

std::string say_time(UnixTime time) { return words::say_time(Language::en, time); }

bool was_real(const Verdict& verdict) {
  const auto name = describe(verdict.finding).check;
  return verdict.outcome == Outcome::not_genuine &&
         (name == "schema" || name == "status" || name == "dates");
}

bool is_own_word(const Verdict& verdict) {
  return !verdict.issuer.empty() && verdict.issuer == verdict.subject;
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
    text += is_own_word(verdict) ? " Their own word, signed by " : " Issued by ";
    text += tame(say_party(verdict.issuer_name, verdict.issuer));
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
