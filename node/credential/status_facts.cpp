#include "node/credential/status_facts.hpp"

#include <algorithm>

#include "node/credential/sentences.hpp"

namespace waarmerk::node::credential {
namespace {

/// How much a word weighs when several lists speak.
int weight(StatusWord word) {
  switch (word) {
    case StatusWord::none: return 0;
    case StatusWord::not_revoked: return 1;
    case StatusWord::unknown: return 2;
    case StatusWord::suspended: return 3;
    case StatusWord::contested: return 4;
    case StatusWord::revoked: return 5;
  }
  return 0;
}

}  // namespace

StatusWord word_of(Finding finding) {
  if (finding == Finding::revoked) return StatusWord::revoked;
  if (finding == Finding::suspended) return StatusWord::suspended;
  const bool is_unknown =
      finding == Finding::status_list_unusable || finding == Finding::status_unknown;
  return is_unknown ? StatusWord::unknown : StatusWord::not_revoked;
}

StateEvidence state_in(const StatusFacts& facts) {
  return {.is_known = facts.word != StatusWord::unknown && facts.word != StatusWord::none,
          .is_contested = facts.word == StatusWord::contested,
          .newest = facts.as_of,
          .valid_until = facts.list_valid_until,
          .ttl_ms = facts.list_ttl_ms,
          .issuer = facts.issuer};
}

std::vector<Check> unused_of(const StatusFacts& facts, const std::string& issuer) {
  std::vector<Check> checks;
  if (facts.issuer.has(Conflict::older_list)) {
    checks.push_back(make_check(Finding::older_list, {{"issuer", issuer}}));
  }
  if (facts.issuer.has(Conflict::unsound_kit)) checks.push_back(make_check(Finding::kit_unsound));
  return checks;
}

StatusFacts more_careful(const StatusFacts& left, const StatusFacts& right) {
  const bool is_left = weight(left.word) != weight(right.word)
                           ? weight(left.word) > weight(right.word)
                           : !(right.as_of < left.as_of);
  auto facts = is_left ? left : right;
  facts.grade = std::max(left.grade, right.grade);
  return facts;
}

}  // namespace waarmerk::node::credential
