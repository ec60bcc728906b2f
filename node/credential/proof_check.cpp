#include "node/credential/proof_check.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/sentences.hpp"
#include "node/credential/signatures.hpp"

namespace waarmerk::node::credential {
namespace {

/// What became of one proof. Without `owner`, the signature itself is not good.
struct Judged {
  Check proof;
  std::optional<Check> owner = {};
  std::vector<Check> warnings = {};
  std::optional<UsedKey> used = {};
};

std::string party(const ProofRules& rules) { return say_party(rules.owner_name, rules.owner); }

std::vector<Check> unreadable(const Error& error) {
  const bool is_missing = error.code == proof::no_proof;
  return {make_check(is_missing ? Finding::no_proof : Finding::malformed_proof, {},
                     error.path.empty() ? error.detail : error.path + ": " + error.detail)};
}

/// What the proof says of itself, before any key is looked for: nobody need be asked for the key of
/// a signature that we could not check anyway.
std::optional<Check> check_claims(const Signature& signature, const ProofRules& rules) {
  if (signature.proof && !is_url(signature.method)) {
    return make_check(Finding::malformed_proof, {}, "The verification method is no URL.");
  }
  if (signature.proof && !proof::suite_of(*signature.proof)) {
    return make_check(Finding::unknown_suite, {{"suite", signature.suite}});
  }
  if (signature.proof && signature.purpose != did::print_purpose(rules.purpose)) {
    return make_check(Finding::wrong_purpose, {{"purpose", signature.purpose}});
  }
  if (signature.not_before && *signature.not_before > rules.now + clock_skew_ms) {
    return make_check(Finding::proof_not_yet_valid, {{"time", *signature.not_before}});
  }
  if (signature.expires && *signature.expires <= rules.now) {
    return make_check(Finding::proof_expired, {{"time", *signature.expires}});
  }
  if (rules.challenge && signature.challenge != rules.challenge) {
    return make_check(Finding::wrong_challenge);
  }
  const auto& domains = signature.domains;
  if (rules.domain && std::ranges::find(domains, *rules.domain) == domains.end()) {
    return make_check(Finding::wrong_domain);
  }
  return std::nullopt;
}

Check bad_signature(const Signature& signature, const Error& error) {
  const auto detail = std::string(error.code.name) + ": " + error.detail;
  if (error.code == keys::bad_signature) return make_check(Finding::bad_signature, {}, detail);
  if (error.code == proof::unknown_suite || error.code == jose::unsupported_algorithm ||
      error.code == cose::unsupported_algorithm) {
    return make_check(Finding::unknown_suite, {{"suite", signature.suite}}, detail);
  }
  if (error.code == proof::unknown_context) {
    return make_check(Finding::unknown_context, {{"url", error.detail}}, detail);
  }
  if (error.code == proof::too_complex) return make_check(Finding::too_complex, {}, detail);
  if (error.code == proof::untransformable) {
    return make_check(Finding::not_covered, {}, error.path + ": " + detail);
  }
  return make_check(Finding::malformed_proof, {}, detail);
}

std::optional<UnixTime> time_of(const Signature& signature, const ProofRules& rules) {
  return signature.created ? signature.created : rules.dated;
}

std::optional<UnixTime> seen_of(const ProofRules& rules) {
  return rules.first_seen ? rules.first_seen() : std::nullopt;
}

/// Others had the key, or may have had it, from some time on. What it signed before is its owner's;
/// that it did sign before is the document's own word, which a thief can write as well, unless
/// somebody saw the document by then.
Check check_withdrawn(const KeyFound& found, UnixTime signed_at, const ProofRules& rules) {
  const UnixTime since = *found.revoked;
  const auto seen = seen_of(rules);
  if (seen && *seen < *found.revoked) {
    return make_check(Finding::key_replaced_seen,
                      {{"issuer", party(rules)}, {"until", since}, {"seen", *seen}});
  }
  if (signed_at < *found.revoked) {
    return make_check(Finding::key_withdrawn_later,
                      {{"issuer", party(rules)}, {"since", since}, {"time", signed_at}});
  }
  return make_check(Finding::key_compromised,
                    {{"issuer", party(rules)}, {"since", since}, {"time", signed_at}});
}

/// The key was replaced since, as the history of its owner tells.
Check check_period(const KeyFound& found, const Signature& signature, const ProofRules& rules) {
  const auto until = *found.period->until;
  const auto signed_at = time_of(signature, rules);
  if (!signed_at) {
    return make_check(Finding::signing_time_unknown,
                      {{"signer", found.controller}, {"time", until}});
  }
  if (*signed_at + clock_skew_ms < found.period->from) {
    return make_check(Finding::key_not_yet_used, {{"signer", found.controller}},
                      signature.method + " stood from " + print_time(found.period->from) + ".");
  }
  if (*signed_at >= until) {
    return make_check(Finding::key_expired, {{"signer", found.controller}},
                      signature.method + " stood until " + print_time(until) + ".");
  }
  if (found.revoked) return check_withdrawn(found, *signed_at, rules);
  const auto seen = seen_of(rules);
  if (seen && *seen < until) {
    return make_check(Finding::key_replaced_seen,
                      {{"issuer", party(rules)}, {"until", until}, {"seen", *seen}});
  }
  return make_check(Finding::key_replaced,
                    {{"issuer", party(rules)}, {"until", until}, {"time", *signed_at}});
}

/// A key that ran out says nothing of what it signed before. One that was withdrawn may be in
/// other hands, and those can write any date.
std::optional<Check> check_key_time(const KeyFound& found, const Signature& signature,
                                    const ProofRules& rules) {
  if (found.period && found.period->until) return check_period(found, signature, rules);
  if (found.revoked && *found.revoked <= rules.now) {
    return make_check(Finding::key_revoked,
                      {{"signer", found.controller}, {"time", *found.revoked}});
  }
  if (found.expires && *found.expires <= signature.created.value_or(rules.now)) {
    return make_check(Finding::key_expired, {{"signer", found.controller}});
  }
  return std::nullopt;
}

Check check_owner(const KeyFound& found, const Signature& signature, const ProofRules& rules) {
  if (rules.issuer_check == IssuerCheck::proof_only) {
    return make_check(Finding::issuer_not_asked, {{"issuer", party(rules)}});
  }
  if (!rules.owner.empty() && found.controller != rules.owner) {
    return make_check(Finding::wrong_controller,
                      {{"issuer", party(rules)}, {"signer", found.controller}});
  }
  if (!found.is_proved) {
    return make_check(Finding::issuer_unproved, {{"issuer", party(rules)}}, signature.method);
  }
  if (!found.is_allowed) {
    return make_check(Finding::key_not_for_this, {{"signer", found.controller}}, signature.method);
  }
  if (auto late = check_key_time(found, signature, rules)) return *late;
  if (found.seen_until) {
    return make_check(Finding::key_seen_before,
                      {{"issuer", party(rules)}, {"time", *found.seen_until}});
  }
  if (found.unproved_since) {
    return make_check(Finding::domain_changed,
                      {{"issuer", party(rules)}, {"time", *found.unproved_since}});
  }
  const auto who = rules.owner.empty() ? found.controller : party(rules);
  return make_check(rules.owner_good, {{"issuer", who}}, signature.method);
}

Judged judge(const Secured& secured, const Signature& signature, const ProofRules& rules,
             const KeyFound& found) {
  UsedKey used{signature.method, signature.suite, found.key, found.controller};
  if (auto verified = verify_signature(secured, signature, found.key, rules.contexts); !verified) {
    return {.proof = bad_signature(signature, verified.error()), .used = std::move(used)};
  }
  Judged judged{.proof = make_check(Finding::signature_good, {}, signature.suite),
                .owner = check_owner(found, signature, rules),
                .used = std::move(used)};
  if (signature.created && *signature.created > rules.now + clock_skew_ms) {
    judged.warnings.push_back(make_check(Finding::proof_in_future, {{"time", *signature.created}}));
  }
  if (const auto meant = meant_suite(signature.suite); meant != signature.suite) {
    judged.warnings.push_back(make_check(
        Finding::suite_misnamed, {{"suite", signature.suite}, {"meant", std::string(meant)}}));
  }
  return judged;
}

/// Whether another key of this name may have signed: the one that was looked at did not.
bool is_of_another_key(const Judged& judged) {
  return judged.proof.finding == Finding::bad_signature ||
         judged.proof.finding == Finding::key_not_found ||
         (judged.owner && judged.owner->finding == Finding::key_not_for_this);
}

/// What became of a proof whose key is not the signer's of now: a document that was seen before may
/// have had it.
Judged look_before(const Secured& secured, const Signature& signature, const ProofRules& rules,
                   const KnownDids& known, Judged judged) {
  if (!is_of_another_key(judged)) return judged;
  const KeyHint hint{.method = signature.method, .key = signature.key, .owner = rules.owner};
  const KeyUse use{
      .purpose = rules.purpose, .signed_at = time_of(signature, rules), .seen_before = true};
  const auto answer = look_up_signer(hint, use, known);
  const auto* found = std::get_if<KeyFound>(&answer);
  if (found == nullptr || !found->seen_until) return judged;
  auto again = judge(secured, signature, rules, *found);
  return again.owner ? std::move(again) : std::move(judged);
}

/// The proofs as one: what failed fails all; then the owner's own; then the first that is not
/// decided, so that a good proof of a stranger never stands in for one that was not checked.
std::vector<Check> combine(std::vector<Judged> all) {
  for (auto& one : all) {
    if (one.proof.state() == CheckState::failed) return {std::move(one.proof)};
  }
  const auto is_good = [](const Judged& one) {
    return one.owner &&
           (one.owner->state() == CheckState::passed || one.owner->state() == CheckState::warning);
  };
  auto chosen = std::ranges::find_if(all, is_good);
  if (chosen == all.end()) {
    chosen = std::ranges::find_if(all, [](const Judged& one) { return !one.owner.has_value(); });
  }
  if (chosen == all.end()) chosen = all.begin();
  std::vector<Check> checks{chosen->proof};
  if (chosen->owner) checks.push_back(*chosen->owner);
  std::ranges::copy(chosen->warnings, std::back_inserter(checks));
  for (auto one = all.begin(); one != all.end(); ++one) {
    if (one == chosen || one->owner) continue;
    checks.push_back(
        make_check(Finding::other_proof_unchecked, {}, std::string(one->proof.code())));
  }
  return checks;
}

}  // namespace

ProofAnswer check_proofs(const Secured& secured, const ProofRules& rules, const KnownDids& known) {
  const auto signatures = read_signatures(secured, rules.owner);
  if (!signatures) return unreadable(signatures.error());
  std::vector<KeyAnswer> keys;
  for (const auto& signature : *signatures) {
    if (auto wrong = check_claims(signature, rules)) {
      keys.emplace_back(std::move(*wrong));
      continue;
    }
    const KeyHint hint{.method = signature.method, .key = signature.key, .owner = rules.owner};
    const KeyUse use{.purpose = rules.purpose, .signed_at = time_of(signature, rules)};
    keys.push_back(look_up_signer(hint, use, known));
    if (const auto* wanted = std::get_if<did::Did>(&keys.back())) return *wanted;
    if (auto* wanted = std::get_if<NeedDocument>(&keys.back())) return std::move(*wanted);
  }
  std::vector<Judged> judged;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto* found = std::get_if<KeyFound>(&keys[i]);
    auto first = found != nullptr ? judge(secured, (*signatures)[i], rules, *found)
                                  : Judged{std::get<Check>(keys[i])};
    judged.push_back(look_before(secured, (*signatures)[i], rules, known, std::move(first)));
    if (rules.used != nullptr && judged.back().used) rules.used->push_back(*judged.back().used);
  }
  return combine(std::move(judged));
}

}  // namespace waarmerk::node::credential
