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

void add_value(trust::Scope& scope, Dimension dimension, std::string value) {
  const bool fits = !value.empty() && value.size() <= trust::scope_value_bytes_max;
  auto& values = scope.values[dimension];
  if (fits && values.size() < trust::scope_values_max) values.insert(std::move(value));
  if (values.empty()) scope.values.erase(dimension);
}

void add_text(trust::Scope& scope, Dimension dimension, const json::Reader& from,
              std::string_view member) {
  if (auto text = from.find_string(member); text && *text)
    add_value(scope, dimension, std::move(**text));
}

}  // namespace

trust::Scope scope_of_badge(json::Value credential) {
  trust::Scope scope;
  for (const auto& subject : json::Reader(credential).one_or_many("credentialSubject")) {
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
    return credential::make_check(finding, facts);
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
                                                     {"needed", std::to_string(shown.needed)}});
    case trust::Level::undecided:
      return say(Finding::issuer_trust_unknown,
                 {{"issuer", issuer}, {"why", shown.why_undecided()}, {"who", shown.could_say()}});
    case trust::Level::none: break;
  }
  return say(Finding::issuer_unknown, {{"issuer", issuer}, {"who", shown.could_say()}});
}

Result<void> add_trust_check(TrustDesk& desk, const trust::Scope& scope,
                             credential::Verdict& verdict) {
  if (!desk.has_policy() || !verdict.accepted()) return {};
  auto issuer = did::Did::parse(verdict.issuer);
  if (!issuer) return {};
  const auto at = verdict.as_of.value_or(verdict.checked_at);
  TRY(shown, desk.explain({std::move(*issuer), scope, at}, verdict.checked_at));
  credential::add_check(verdict, check_of_trust(shown));
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
