#include "node/credential/status_check.hpp"

#include <algorithm>
#include <utility>

#include "node/credential/proof_check.hpp"
#include "node/credential/sentences.hpp"
#include "node/credential/status_credential.hpp"

namespace waarmerk::node::credential {
namespace {

/// Revocation is for good (bitstring 3.1): what an earlier list revoked, no later list takes back.
bool was_revoked(const StatusEntry& entry, const Provenance& from) {
  return entry.purpose == revocation && from.revoked_before &&
         from.revoked_before->get(entry.index).value_or(false);
}

constexpr std::string_view unknown_time = "a time that is not known";

Check revoked_earlier(const StatusRules& rules) {
  return make_check(
      Finding::revoked,
      {{"issuer", say_party(rules.issuer_name, rules.issuer)}, {"time", std::string(unknown_time)}},
      "An earlier list of the issuer revoked it.");
}

StatusFindings without_list(const ListEvidence& evidence, const StatusRules& rules,
                            const Check& why) {
  StatusFindings findings;
  findings.facts = {.word = StatusWord::unknown,
                    .source = evidence.from.source,
                    .list_url = evidence.url,
                    .issuer_last_heard = evidence.from.last_heard};
  for (const auto& entry : evidence.entries) {
    const bool is_revoked = was_revoked(entry, evidence.from);
    findings.checks.push_back(is_revoked ? revoked_earlier(rules) : why);
    if (is_revoked) findings.facts.word = StatusWord::revoked;
  }
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
bool is_at(const StatusCredential& list, const ListEvidence& evidence) {
  if (!list.id.empty()) return list.id == evidence.url;
  switch (evidence.from.source) {
    case Source::https:
    case Source::documents:
    case Source::own: return true;
    case Source::none:
    case Source::gossip:
    case Source::staple: return false;
  }
  return false;
}

/// Why the list cannot be relied on; empty where it can.
std::string objection(const StatusCredential& list, const ListEvidence& evidence,
                      const StatusRules& rules) {
  const auto& delegates = rules.delegates;
  const bool is_authorized =
      list.issuer == rules.issuer || std::ranges::find(delegates, list.issuer) != delegates.end();
  if (!is_authorized) return "The list was issued by " + list.issuer + ".";
  if (!is_at(list, evidence)) return "The list is another one: " + list.id + ".";
  if (list.valid_from && *list.valid_from > rules.now + clock_skew_ms) {
    return "The list is not valid before " + print_time(*list.valid_from) + ".";
  }
  return {};
}

std::optional<UnixTime> known_since(const StatusCredential& list, const ListEvidence& evidence,
                                    const StatusRules& rules) {
  std::optional<UnixTime> since = list.valid_from;
  if (evidence.from.last_heard) since = std::max(since, evidence.from.last_heard);
  if (!since && evidence.from.source == Source::https) since = rules.now;
  return since;
}

StatusFacts facts_of(const StatusCredential& list, const ListEvidence& evidence,
                     const StatusRules& rules) {
  return {.word = StatusWord::not_revoked,
          .as_of = known_since(list, evidence, rules),
          .source = evidence.from.source,
          .list_url = evidence.url,
          .list_valid_from = list.valid_from,
          .list_valid_until = list.valid_until,
          .issuer_last_heard = evidence.from.last_heard};
}

Check judge_bit(const StatusEntry& entry, bool is_set, const StatusCredential& list,
                const StatusFacts& facts, const StatusRules& rules) {
  const auto time = facts.as_of ? say_time(*facts.as_of) : std::string(unknown_time);
  const auto issuer = say_party(rules.issuer_name, rules.issuer);
  if (is_set && entry.purpose == revocation) {
    return make_check(Finding::revoked, {{"issuer", issuer}, {"time", time}});
  }
  if (is_set && entry.purpose == suspension) {
    return make_check(Finding::suspended, {{"issuer", issuer}, {"time", time}});
  }
  if (is_set) {
    return make_check(Finding::status_marked,
                      {{"issuer", issuer}, {"purpose", entry.purpose}, {"time", time}});
  }
  const bool is_stale = list.valid_until && *list.valid_until < rules.time;
  return make_check(is_stale ? Finding::status_stale : Finding::not_revoked, {{"time", time}},
                    entry.purpose);
}

StatusWord word_of(Finding finding) {
  if (finding == Finding::revoked) return StatusWord::revoked;
  if (finding == Finding::suspended) return StatusWord::suspended;
  if (finding == Finding::status_list_unusable) return StatusWord::unknown;
  return StatusWord::not_revoked;
}

Check judge_entry(const StatusEntry& entry, const StatusCredential& list, const Provenance& from,
                  const StatusFacts& facts, const StatusRules& rules) {
  if (was_revoked(entry, from)) return revoked_earlier(rules);
  if (!list.has_purpose(entry.purpose)) return unusable("The list is not for " + entry.purpose);
  const auto bit = list.list.get(entry.index);
  if (!bit) return unusable(detail_of(bit.error()));
  return judge_bit(entry, *bit, list, facts, rules);
}

StatusFindings judge_entries(const ListEvidence& evidence, const StatusCredential& list,
                             const StatusRules& rules) {
  StatusFindings findings;
  findings.facts = facts_of(list, evidence, rules);
  for (const auto& entry : evidence.entries) {
    findings.checks.push_back(judge_entry(entry, list, evidence.from, findings.facts, rules));
    auto facts = findings.facts;
    facts.word = word_of(findings.checks.back().finding);
    findings.facts = more_careful(findings.facts, facts);
  }
  return findings;
}

/// How much a word weighs when several lists speak.
int weight(StatusWord word) {
  switch (word) {
    case StatusWord::none: return 0;
    case StatusWord::not_revoked: return 1;
    case StatusWord::unknown: return 2;
    case StatusWord::suspended: return 3;
    case StatusWord::revoked: return 4;
  }
  return 0;
}

}  // namespace

StatusFacts more_careful(StatusFacts left, StatusFacts right) {
  if (weight(left.word) != weight(right.word)) {
    return weight(left.word) > weight(right.word) ? left : right;
  }
  return right.as_of < left.as_of ? right : left;
}

StatusAnswer check_status(const ListEvidence& evidence, const StatusRules& rules,
                          const KnownDids& known) {
  if (!evidence.list) {
    const auto& error = evidence.list.error();
    const bool is_unreadable = error.code.kind == ErrorKind::invalid;
    return without_list(evidence, rules,
                        is_unreadable ? unusable(detail_of(error))
                                      : make_check(Finding::status_unknown, {}, detail_of(error)));
  }
  const auto list = read_status_credential(evidence.list->document);
  if (!list) return without_list(evidence, rules, unusable(detail_of(list.error())));
  if (auto why = objection(*list, evidence, rules); !why.empty()) {
    return without_list(evidence, rules, unusable(std::move(why)));
  }
  const ProofRules proof_rules{
      .now = rules.now, .owner = list->issuer, .issuer_check = rules.issuer_check};
  auto proofs = check_proofs(*evidence.list, proof_rules, known);
  if (auto* wanted = std::get_if<did::Did>(&proofs)) return *wanted;
  if (auto* wanted = std::get_if<NeedDocument>(&proofs)) return std::move(*wanted);
  const auto decision = decide(std::get<std::vector<Check>>(proofs));
  if (!is_accepted(decision.outcome)) {
    return without_list(evidence, rules, unusable(std::string(describe(decision.finding).code)));
  }
  return judge_entries(evidence, *list, rules);
}

}  // namespace waarmerk::node::credential
