#include "node/credential/status_check.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "did/did_webvh.hpp"
#include "node/credential/revocation_list.hpp"
#include "node/credential/sentences.hpp"
#include "node/credential/status_credential.hpp"
#include "node/credential/status_facts.hpp"
#include "node/credential/status_notes.hpp"
#include "node/credential/status_signature.hpp"
#include "node/credential/status_token.hpp"
#include "node/credential/token_status_list.hpp"

namespace waarmerk::node::credential {
namespace {

/// Revocation is for good (bitstring 3.1): what an earlier list revoked, no later list takes back.
bool was_revoked(const StatusEntry& entry, const Provenance& from) {
  const bool is_for_good = entry.purpose == revocation || entry.kind == StatusKind::token;
  return is_for_good && from.revoked_before &&
         from.revoked_before->get(entry.index).value_or(false);
}

/// Of two stories that an issuer told, what one revokes is revoked; of one story, a later list does
/// not take back what an earlier one said.
bool is_contested(const StatusEntry& entry, const Provenance& from) {
  return was_revoked(entry, from) && from.issuer.liveness == Liveness::forked;
}

Check revoked_earlier(const Provenance& from, const StatusRules& rules) {
  const bool is_forked = from.issuer.liveness == Liveness::forked;
  return make_check(
      Finding::revoked,
      {{"issuer", say_party(rules.issuer_name, rules.issuer)}, {"time", std::optional<UnixTime>()}},
      is_forked ? "The issuer published two conflicting records, and one of them revokes it."
                : "An earlier list of the issuer revoked it.");
}

StatusFindings without_list(const ListEvidence& evidence, const StatusRules& rules,
                            const Check& why) {
  StatusFindings findings;
  findings.facts = {.word = StatusWord::unknown,
                    .source = evidence.from.source,
                    .list_url = evidence.url,
                    .issuer_last_heard = evidence.from.last_heard,
                    .issuer = evidence.from.issuer};
  for (const auto& entry : evidence.entries) {
    const bool is_revoked = was_revoked(entry, evidence.from);
    findings.checks.push_back(is_revoked ? revoked_earlier(evidence.from, rules) : why);
    if (!is_revoked) continue;
    findings.facts.word =
        is_contested(entry, evidence.from) ? StatusWord::contested : StatusWord::revoked;
  }
  findings.facts.grade = grade_of(state_in(findings.facts), rules.time);
  return findings;
}

Check unusable(std::string why) {
  return make_check(Finding::status_list_unusable, {}, std::move(why));
}

std::string detail_of(const Error& error) {
  return std::string(error.code.name) + ": " + error.detail +
         (error.path.empty() ? "" : " (" + error.path + ")");
}

/// A list that does not say where it belongs could stand in for any other list of its issuer; only
/// where it was found by its URL is that no question.
bool is_at(const auto& list, const ListEvidence& evidence) {
  if (!list.id.empty()) return list.id == evidence.url;
  switch (evidence.from.source) {
    case Source::https:
    case Source::documents:
    case Source::own: return true;
    case Source::none:
    case Source::gossip:
    case Source::bundle:
    case Source::holder_staple: return false;
  }
  return false;
}

/// The issuer of the badge, also where it moved since, or one that it named in its place.
bool may_issue(const std::string& list_issuer, const StatusRules& rules) {
  const auto is_it = [&](const std::string& one) { return did::is_same_did(one, list_issuer); };
  return is_it(rules.issuer) || std::ranges::any_of(rules.delegates, is_it);
}

// Below, a List is a StatusCredential or a StoredStatus.

/// Why the list cannot be relied on; empty where it can.
template <class List>
std::string objection(const List& list, const ListEvidence& evidence, const StatusRules& rules) {
  const bool is_continued = did::is_same_did(list.issuer, evidence.from.custodian);
  if (!is_continued && !may_issue(list.issuer, rules))
    return "The list was issued by " + list.issuer + ".";
  if (!is_at(list, evidence)) return "The list is another one: " + list.id + ".";
  if (list.valid_from && *list.valid_from > rules.now + clock_skew_ms) {
    return "The list is not valid before " + print_time(*list.valid_from) + ".";
  }
  return {};
}

std::optional<UnixTime> known_since(const auto& list, const ListEvidence& evidence,
                                    const StatusRules& rules) {
  std::optional<UnixTime> since = list.valid_from;
  if (evidence.from.last_heard) since = std::max(since, evidence.from.last_heard);
  since = std::max(since, evidence.from.issuer.witnesses.together);
  if (!since && evidence.from.source == Source::https) since = rules.now;
  return since;
}

template <class List>
StatusFacts facts_of(const List& list, const ListEvidence& evidence, const StatusRules& rules) {
  return {.word = StatusWord::not_revoked,
          .as_of = known_since(list, evidence, rules),
          .source = evidence.from.source,
          .list_url = evidence.url,
          .list_valid_from = list.valid_from,
          .list_valid_until = list.valid_until,
          .issuer_last_heard = evidence.from.last_heard,
          .list_place = evidence.from.place,
          .list_ttl_ms = list.ttl_ms,
          .list_sha256 = evidence.stored ? evidence.stored->sha256 : evidence.sha256,
          .issuer = evidence.from.issuer};
}

/// What a list says of a badge, in the words of a finding.
Check say(Finding finding, const StatusFacts& facts, const StatusRules& rules,
          std::string words = {}) {
  const auto issuer = say_party(rules.issuer_name, rules.issuer);
  return make_check(
      finding, {{"issuer", issuer}, {"time", facts.as_of}, {"purpose", words}, {"message", words}},
      words);
}

/// Nothing is said against the badge; whether that still counts depends on how old the list is.
Check say_clear(const StatusFacts& facts, const StatusRules& rules, std::string words) {
  const bool is_stale = facts.list_valid_until && *facts.list_valid_until < rules.time;
  if (!is_stale) return say(Finding::not_revoked, facts, rules, std::move(words));
  const bool is_outdated_here = is_outdated(state_in(facts), rules.time);
  return say(is_outdated_here ? Finding::status_outdated : Finding::status_stale, facts, rules,
             std::move(words));
}

Check judge_value(const StatusEntry& entry, std::uint64_t value, const StatusFacts& facts,
                  const StatusRules& rules) {
  const auto message = entry.messages.find(value);
  if (!entry.messages.empty() && message == entry.messages.end()) {
    return unusable("The value " + std::to_string(value) + " has no message.");
  }
  const auto words = message == entry.messages.end() ? entry.purpose : message->second;
  if (value == 0) return say_clear(facts, rules, words);
  if (entry.purpose == revocation) return say(Finding::revoked, facts, rules);
  if (entry.purpose == suspension) return say(Finding::suspended, facts, rules);
  return say(entry.messages.empty() ? Finding::status_marked : Finding::status_message, facts,
             rules, words);
}

/// The values that all issuers share (IETF Token Status List 7.1); others are their own affair.
Check judge_token_value(std::uint64_t value, const StatusFacts& facts, const StatusRules& rules) {
  switch (value) {
    case 0: return say_clear(facts, rules, {});
    case 1: return say(Finding::revoked, facts, rules);
    case 2: return say(Finding::suspended, facts, rules);
    default: return say(Finding::status_marked, facts, rules, "status " + std::to_string(value));
  }
}

/// Why the list is not one for this entry; nothing where it is.
std::optional<Check> mismatch(const StatusEntry& entry, const auto& list) {
  if (!list.has_purpose(entry.purpose)) return unusable("The list is not for " + entry.purpose);
  if (list.kind != entry.kind) return unusable("The list is of another kind.");
  return std::nullopt;
}

Check judge_entry(const StatusEntry& entry, const StatusCredential& list, const Provenance& from,
                  const StatusFacts& facts, const StatusRules& rules) {
  if (was_revoked(entry, from)) return revoked_earlier(from, rules);
  if (auto why = mismatch(entry, list)) return std::move(*why);
  const auto value = list.list.get_value(entry.index, entry.size);
  if (!value) return unusable(detail_of(value.error()));
  return judge_value(entry, *value, facts, rules);
}

void add_conflict(StatusFacts& facts, Conflict conflict) {
  if (!facts.issuer.has(conflict)) facts.issuer.conflicts.push_back(conflict);
}

/// Judges each entry by `judge(entry, facts)`.
StatusFindings judge_each(const ListEvidence& evidence, const StatusRules& rules,
                          StatusFacts facts_of_list, const auto& judge) {
  StatusFindings findings;
  findings.facts = std::move(facts_of_list);
  for (const auto& entry : evidence.entries) {
    findings.checks.push_back(judge(entry, findings.facts));
    auto facts = findings.facts;
    facts.word = word_of(findings.checks.back().finding);
    if (is_contested(entry, evidence.from)) {
      facts.word = StatusWord::contested;
    } else if (was_revoked(entry, evidence.from)) {
      add_conflict(facts, Conflict::revocation_taken_back);
    }
    facts.grade = grade_of(state_in(facts), rules.time);
    findings.facts = more_careful(findings.facts, facts);
  }
  return findings;
}

/// Who bought a domain can clear the lists of who had it before, so a list of theirs warns as a
/// badge of theirs does.
StatusFindings warned(StatusFindings findings, GoodListSignature signature) {
  if (signature.warning) findings.checks.push_back(*std::move(signature.warning));
  return findings;
}

StatusAnswer check_list(const ListEvidence& evidence, const StatusRules& rules,
                        const KnownDids& known) {
  const auto list = read_status_credential(evidence.list->document);
  if (!list) return without_list(evidence, rules, unusable(detail_of(list.error())));
  if (auto why = objection(*list, evidence, rules); !why.empty()) {
    return without_list(evidence, rules, unusable(std::move(why)));
  }
  auto wrong = check_list_signature(*evidence.list, list->issuer, rules, known);
  if (auto* wanted = std::get_if<did::Did>(&wrong)) return *wanted;
  if (auto* wanted = std::get_if<NeedDocument>(&wrong)) return std::move(*wanted);
  if (auto* why = std::get_if<BadSignature>(&wrong)) {
    return without_list(evidence, rules, unusable(std::move(why->code)));
  }
  return warned(judge_each(evidence, rules, facts_of(*list, evidence, rules),
                           [&](const StatusEntry& entry, const StatusFacts& facts) {
                             return judge_entry(entry, *list, evidence.from, facts, rules);
                           }),
                std::move(std::get<GoodListSignature>(wrong)));
}

Check judge_stored(const StatusEntry& entry, const StoredStatus& stored,
                   std::optional<std::uint64_t> value, const StatusFacts& facts,
                   const StatusRules& rules) {
  const bool is_token = entry.kind == StatusKind::token && stored.kind == entry.kind;
  if (!is_token) {
    if (auto why = mismatch(entry, stored)) return std::move(*why);
  }
  if (!value) return unusable("The list has no such entry.");
  return is_token ? judge_token_value(*value, facts, rules)
                  : judge_value(entry, *value, facts, rules);
}

StatusAnswer check_stored(const ListEvidence& evidence, const StatusRules& rules,
                          const KnownDids& known) {
  const auto& stored = *evidence.stored;
  if (auto why = objection(stored, evidence, rules); !why.empty()) return NeedSignedList();
  auto kept = is_key_kept(stored, rules, known);
  if (auto* wanted = std::get_if<did::Did>(&kept)) return std::move(*wanted);
  if (auto* wanted = std::get_if<NeedDocument>(&kept)) return std::move(*wanted);
  if (!std::get<bool>(kept) || stored.values.size() != evidence.entries.size()) {
    return NeedSignedList();
  }
  auto value = stored.values.begin();
  return judge_each(evidence, rules, facts_of(stored, evidence, rules),
                    [&](const StatusEntry& entry, const StatusFacts& facts) {
                      return judge_stored(entry, stored, *value++, facts, rules);
                    });
}

/// What a token says of itself, in the words of a list.
struct Dates {
  std::optional<UnixTime> valid_from;
  std::optional<UnixTime> valid_until;
  std::optional<std::int64_t> ttl_ms;
};

/// Why a token cannot be relied on; empty where it can.
std::string objection(const StatusToken& token, const std::string& issuer,
                      const ListEvidence& evidence, const StatusRules& rules) {
  if (!may_issue(issuer, rules)) return "The list was issued by " + issuer + ".";
  if (token.url != evidence.url) return "The list is another one: " + token.url + ".";
  if (token.issued > rules.now + clock_skew_ms) {
    return "The list is not valid before " + print_time(token.issued) + ".";
  }
  return {};
}

StatusAnswer check_token(const ListEvidence& evidence, const StatusRules& rules,
                         const KnownDids& known) {
  const auto token = read_status_token(evidence.list->document.root());
  if (!token) return without_list(evidence, rules, unusable(detail_of(token.error())));
  const auto issuer = token->issuer.value_or(rules.issuer);
  if (auto why = objection(*token, issuer, evidence, rules); !why.empty()) {
    return without_list(evidence, rules, unusable(std::move(why)));
  }
  auto wrong = check_list_signature(*evidence.list, issuer, rules, known);
  if (auto* wanted = std::get_if<did::Did>(&wrong)) return *wanted;
  if (auto* wanted = std::get_if<NeedDocument>(&wrong)) return std::move(*wanted);
  if (auto* why = std::get_if<BadSignature>(&wrong)) {
    return without_list(evidence, rules, unusable(std::move(why->code)));
  }
  const auto judge_token = [&](const StatusEntry& entry, const StatusFacts& so_far) {
    if (was_revoked(entry, evidence.from)) return revoked_earlier(evidence.from, rules);
    const auto value = token->list.get(entry.index);
    return value ? judge_token_value(*value, so_far, rules) : unusable(detail_of(value.error()));
  };
  const Dates dates{token->issued, token->expires, token->ttl_ms};
  return warned(judge_each(evidence, rules, facts_of(dates, evidence, rules), judge_token),
                std::move(std::get<GoodListSignature>(wrong)));
}

/// A plain list of ids has no signature: only who has it from its URL knows whose it is.
StatusAnswer check_revocation_list(const ListEvidence& evidence, const StatusRules& rules) {
  const auto list = read_revocation_list(evidence.list->document.root());
  if (!list) return without_list(evidence, rules, unusable(detail_of(list.error())));
  const auto source = evidence.from.source;
  if (source != Source::https && source != Source::documents) {
    return without_list(evidence, rules, unusable("Nobody signed the list."));
  }
  if (list->issuer && *list->issuer != rules.issuer) {
    return without_list(evidence, rules, unusable("The list is that of " + *list->issuer + "."));
  }
  if (rules.credential_id.empty()) {
    return without_list(evidence, rules, unusable("The badge has no id to look for."));
  }
  StatusFacts facts{.word = StatusWord::not_revoked,
                    .source = source,
                    .list_url = evidence.url,
                    .list_sha256 = evidence.sha256};
  if (source == Source::https) facts.as_of = rules.now;
  const bool is_revoked = list->revoked.contains(rules.credential_id);
  return judge_each(evidence, rules, facts,
                    [&](const StatusEntry& entry, const StatusFacts& so_far) {
                      return is_revoked ? say(Finding::revoked, so_far, rules)
                                        : say_clear(so_far, rules, entry.purpose);
                    });
}

StatusAnswer judge(const ListEvidence& evidence, const StatusRules& rules, const KnownDids& known) {
  if (evidence.stored) return check_stored(evidence, rules, known);
  if (!evidence.list) {
    const auto& error = evidence.list.error();
    const bool is_unreadable = error.code.kind == ErrorKind::invalid;
    return without_list(evidence, rules,
                        is_unreadable ? unusable(detail_of(error))
                                      : make_check(Finding::status_unknown, {}, detail_of(error)));
  }
  switch (evidence.entries.front().kind) {
    case StatusKind::token: return check_token(evidence, rules, known);
    case StatusKind::revocation_list: return check_revocation_list(evidence, rules);
    case StatusKind::bitstring:
    case StatusKind::list_2021: break;
  }
  return check_list(evidence, rules, known);
}

}  // namespace

StatusAnswer check_status(const ListEvidence& evidence, const StatusRules& rules,
                          const KnownDids& known) {
  auto answer = judge(evidence, rules, known);
  if (auto* findings = std::get_if<StatusFindings>(&answer)) {
    for (auto& check : unused_of(findings->facts, say_party(rules.issuer_name, rules.issuer))) {
      findings->checks.push_back(std::move(check));
    }
    add_notes(*findings, evidence.from, rules);
  }
  return answer;
}

void ListEvidence::forget_stored() {
  stored.reset();
  is_stored_unfit = true;
}

NeedStatusList need_of(const ListEvidence& evidence, const std::string& issuer,
                       std::optional<UnixTime> as_of) {
  NeedStatusList need{
      .url = evidence.url, .issuer = issuer, .kind = evidence.entries.front().kind, .as_of = as_of};
  // A plain list of ids is kept by nobody.
  need.as_signed = evidence.is_stored_unfit || need.kind == StatusKind::revocation_list;
  for (const auto& entry : evidence.entries) need.places.push_back({entry.index, entry.size});
  return need;
}

Result<Secured> open_status_list(std::string_view text, StatusKind kind) {
  return kind == StatusKind::token ? open_status_token(text) : open(text);
}

}  // namespace waarmerk::node::credential
