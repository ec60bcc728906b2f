#include "node/actions/trust_check.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/reader.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/sentences.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Finding;
using trust::Dimension;

constexpr std::size_t doubts_told_max = 4;

void add_text(trust::Scope& scope, Dimension dimension, const json::Reader& from,
              std::string_view member) {
  if (auto text = from.find_string(member); text && *text && !(*text)->empty())
    scope.values[dimension].insert(std::move(**text));
}

std::string tell(const ShownDoubt& doubt) {
  const auto who = credential::say_party(doubt.who.name, doubt.who.did);
  if (doubt.why == credential::Liveness::unknown)
    return " Nothing was heard here yet of " + who + ".";
  std::string text = " Of " + who + " not all may be known: it is ";
  text += credential::print_liveness(doubt.why);
  if (doubt.last_heard) text += ", last heard " + credential::say_time(*doubt.last_heard);
  return text + ".";
}

/// Until when it holds, and what could not be checked. That is no warning: what is known says so.
std::string remarks_on(const Explanation& shown) {
  std::string text;
  if (shown.holds_until)
    text = " Holds until " + credential::say_time(*shown.holds_until) + " at the latest.";
  const auto told = std::min(shown.doubts.size(), doubts_told_max);
  for (std::size_t i = 0; i < told; ++i) text += tell(shown.doubts[i]);
  const auto others = shown.doubts.size() - told;
  if (others > 0) text += " So it is with others: " + std::to_string(others) + ".";
  return text.empty() ? text : text.substr(1);
}

}  // namespace

trust::Scope scope_of_badge(json::Value credential) {
  trust::Scope scope;
  const json::Reader root(credential);
  auto subjects = root.one_or_many("credentialSubject");
  // In an SD-JWT VC the claims of the subject stand beside the others.
  if (credential.find("vct")) subjects.push_back(root);
  for (const auto& subject : subjects) {
    for (const auto& achievement : subject.one_or_many("achievement")) {
      add_text(scope, Dimension::achievement_type, achievement, "achievementType");
      for (const auto& alignment : achievement.one_or_many("alignment"))
        add_text(scope, Dimension::skill, alignment, "targetUrl");
    }
  }
  return scope;
}

std::vector<trust::Scope> scopes_of_presented(const json::Document& presentation) {
  std::vector<trust::Scope> scopes;
  for (const auto& one : json::Reader(presentation).one_or_many("verifiableCredential")) {
    if (scopes.size() == credential::presented_max) break;
    const auto opened = credential::open(presentation, one.value());
    scopes.push_back(opened ? scope_of_badge(opened->document.root()) : trust::Scope());
  }
  return scopes;
}

credential::Check check_of_trust(const Explanation& shown) {
  const auto issuer = credential::say_party(shown.issuer.name, shown.issuer.did);
  const auto say = [&](Finding finding, std::initializer_list<credential::Fact> facts) {
    return credential::make_check(finding, facts, remarks_on(shown));
  };
  switch (shown.level) {
    case trust::Level::vetoed:
      return say(Finding::issuer_objected, {{"by", shown.objector()}, {"issuer", issuer}});
    case trust::Level::full:
      return say(Finding::issuer_recognised, {{"issuer", issuer}, {"by", shown.recognised_by()}});
    case trust::Level::partial:
      return say(Finding::issuer_partly_recognised, {{"issuer", issuer},
                                                     {"by", shown.recognised_by()},
                                                     {"amount", std::to_string(shown.amount)},
                                                     {"needed", std::to_string(shown.needed)},
                                                     {"more", shown.may_be_more()}});
    case trust::Level::undecided:
      return say(Finding::issuer_trust_unknown,
                 {{"issuer", issuer}, {"why", shown.why_undecided()}, {"who", shown.could_say()}});
    case trust::Level::none: break;
  }
  const auto known = shown.known_for_else();
  return say(Finding::issuer_unknown, {{"issuer", issuer},
                                       {"beside", known.empty() ? "" : " for this, but " + known},
                                       {"who", shown.could_say()}});
}

credential::Check check_without_did(const credential::Verdict& verdict) {
  return credential::make_check(
      Finding::issuer_without_did,
      {{"issuer", credential::say_party(verdict.issuer_name, verdict.issuer)}});
}

credential::Check check_of_unaskable(const credential::Verdict& verdict) {
  return credential::make_check(
      Finding::issuer_trust_unknown,
      {{"issuer", credential::say_party(verdict.issuer_name, verdict.issuer)},
       {"why", "the badge is for more than one question can name"},
       {"who", "somebody whom you trust"}});
}

Result<std::optional<Explanation>> explain_issuer(TrustDesk& desk, const trust::Scope& scope,
                                                  const credential::Verdict& verdict) {
  if (!desk.has_policy() || !verdict.accepted()) return std::nullopt;
  auto issuer = did::Did::parse(verdict.issuer);
  if (!issuer) return std::nullopt;
  const auto at = verdict.as_of.value_or(verdict.checked_at);
  auto shown = desk.explain({std::move(*issuer), scope, at}, verdict.checked_at);
  if (shown) return std::move(*shown);
  if (shown.error().code == trust::bad_scope) return std::nullopt;
  return failure_of(std::move(shown));
}

Result<void> add_trust_check(TrustDesk& desk, const trust::Scope& scope,
                             credential::Verdict& verdict) {
  if (!desk.has_policy() || !verdict.accepted()) return {};
  if (!did::Did::parse(verdict.issuer)) {
    credential::add_check(verdict, check_without_did(verdict));
    return {};
  }
  TRY(shown, explain_issuer(desk, scope, verdict));
  credential::add_check(verdict, shown ? check_of_trust(*shown) : check_of_unaskable(verdict));
  return {};
}

Result<void> add_trust_checks(TrustDesk& desk, const std::vector<trust::Scope>& scopes,
                              credential::PresentationVerdict& verdict) {
  if (!verdict.accepted()) return {};
  const auto count = std::min(scopes.size(), verdict.credentials.size());
  for (std::size_t i = 0; i < count; ++i)
    TRY_OK(add_trust_check(desk, scopes[i], verdict.credentials[i]));
  credential::decide_anew(verdict);
  return {};
}

}  // namespace waarmerk::node::actions
