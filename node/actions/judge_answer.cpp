#include "node/actions/judge_answer.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/jsonld/expand.hpp"
#include "did/did_webvh.hpp"
#include "node/actions/trust_check.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/sd_jwt_vc.hpp"
#include "node/credential/securing.hpp"
#include "node/openid/dcql.hpp"
#include "node/openid/error_codes.hpp"
#include "node/openid/metadata.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Finding;
using credential::Secured;

std::unexpected<Error> refuse(std::string detail) {
  return fail(openid::invalid_request, std::move(detail));
}

/// A badge as it was shown: inside a presentation, or alone.
struct Shown {
  const openid::CredentialQuery* query;
  std::optional<Secured> presentation;
  Secured badge;
  std::string claims;
};

std::string_view format_of(const Secured& secured) {
  if (credential::is_sd_jwt_vc(secured)) return openid::dc_sd_jwt;
  if (secured.disclosed || secured.cose) return {};
  return secured.jws ? openid::jwt_vc_json : openid::ldp_vc;
}

void add_texts(std::vector<std::string>& texts, std::optional<json::Value> value) {
  if (!value) return;
  if (const auto text = value->string()) texts.emplace_back(*text);
  for (const json::Value one : value->elements()) {
    if (const auto text = one.string()) texts.emplace_back(*text);
  }
}

/// The types as they are written, and what their context makes of them (B.1.1).
std::vector<std::string> kinds_of(const Secured& badge, const jsonld::Contexts& contexts) {
  const auto root = badge.document.root();
  std::vector<std::string> kinds;
  if (credential::is_sd_jwt_vc(badge)) {
    add_texts(kinds, root.find("vct"));
    return kinds;
  }
  const auto context = root.find("@context");
  const auto types = root.find("type");
  if (!context || !types) return kinds;
  add_texts(kinds, types);
  json::Writer writer;
  writer.begin_object().name("@context").value(*context).name("type").value(*types).end_object();
  const auto alone = json::parse(writer.text());
  const auto expanded = alone ? jsonld::expand(alone->root(), {.contexts = contexts})
                              : Result<json::Document>(std::unexpected(alone.error()));
  if (!expanded) return kinds;
  for (const json::Value node : expanded->root().elements()) add_texts(kinds, node.find("@type"));
  return kinds;
}

std::string write_claims(const std::vector<openid::ShownClaim>& claims) {
  json::Writer writer;
  writer.begin_array();
  for (const auto& claim : claims) {
    writer.begin_object().name("path");
    openid::write_claims_path(writer, claim.path);
    writer.name("values").begin_array();
    for (const auto& value : claim.values) writer.value(value);
    writer.end_array().end_object();
    if (writer.text().size() > shown_bytes_max) return {};
  }
  return writer.end_array().take();
}

/// The one badge in a presentation.
Result<Secured> badge_in(const Secured& presentation) {
  const auto inside = json::Reader(presentation.document).one_or_many("verifiableCredential");
  if (inside.size() != 1) return refuse("A presentation has one credential inside.");
  auto badge = credential::open(presentation.document, inside.front().value());
  if (!badge) return refuse("The credential in a presentation cannot be read.");
  return badge;
}

/// Whether it is what was asked for is known before anybody is asked about it.
Result<Shown> open_shown(const JudgeRules& rules, const openid::CredentialQuery& query,
                         const json::Document& whole, json::Value given) {
  auto opened = credential::open(whole, given);
  if (!opened) return refuse("What is shown for " + query.id + " cannot be read.");
  std::optional<Secured> presentation;
  if (query.needs_holder && query.format != openid::dc_sd_jwt) {
    TRY(badge, badge_in(*opened));
    presentation = std::exchange(*opened, std::move(badge));
  }
  const openid::Candidate candidate{.format = format_of(*opened),
                                    .claims = opened->document.root(),
                                    .kinds = kinds_of(*opened, rules.credentials.contexts)};
  const auto claims = openid::claims_shown(query, candidate);
  if (!claims) return refuse("What is shown for " + query.id + " is not what was asked for.");
  auto text = write_claims(*claims);
  return Shown{&query, std::move(presentation), std::move(*opened), std::move(text)};
}

Result<std::vector<Shown>> open_all(const JudgeRules& rules, const openid::Dcql& query,
                                    const json::Document& vp_token) {
  if (!vp_token.root().is(json::Kind::object)) return refuse("vp_token is an object.");
  std::vector<Shown> all;
  std::set<std::string, std::less<>> answered;
  for (const auto& [id, given] : vp_token.root().members()) {
    const auto asked = std::ranges::find(query.credentials, id, &openid::CredentialQuery::id);
    if (asked == query.credentials.end()) return refuse("Something else was asked for.");
    const auto most = asked->may_be_many ? answer_badges_max : 1;
    if (!given.is(json::Kind::array) || given.size() == 0 || given.size() > most) {
      return refuse(
          "Each query is answered by an array, with one presentation or as many as it "
          "may have.");
    }
    for (const json::Value one : given.elements()) {
      if (all.size() == answer_badges_max) return refuse("More is shown than is looked at.");
      TRY(shown, open_shown(rules, *asked, vp_token, one));
      all.push_back(std::move(shown));
    }
    answered.emplace(id);
  }
  if (!openid::is_enough(query, answered)) return refuse("This is not all that was asked for.");
  return all;
}

credential::VerificationOptions options_for(const JudgeRules& rules, const Shown& shown) {
  auto options = rules.credentials;
  if (rules.first_seen_of) {
    options.first_seen = rules.first_seen_of(shown.badge.document.root());
  }
  return options;
}

bool has(const std::vector<credential::Check>& checks, Finding finding) {
  return std::ranges::find(checks, finding, &credential::Check::finding) != checks.end();
}

/// Whether the presentation itself holds, whatever becomes of the badge in it.
Result<void> check_bound(const credential::PresentationVerdict& verdict) {
  auto own = verdict.checks;
  std::erase_if(own, [](const auto& check) { return check.name() == "credentials"; });
  const auto decision = credential::decide(own);
  if (!credential::is_accepted(decision.outcome)) {
    return refuse("The presentation does not hold: " +
                  std::string(credential::code_of(decision.outcome, decision.finding)));
  }
  if (!has(own, Finding::holder_good) || verdict.credentials.size() != 1) {
    return refuse("The presentation does not prove its holder.");
  }
  if (did::is_same_did(verdict.holder, verdict.credentials.front().subject)) return {};
  return refuse("The badge is somebody else's.");
}

Task<Result<JudgedBadge>> judge_presented(const JudgeRules& rules, Shown shown, Evidence& evidence,
                                          const Clock& clock) {
  credential::PresentationOptions options{.challenge = rules.nonce,
                                          .domain = rules.client_id,
                                          .credentials = options_for(rules, shown)};
  credential::PresentationVerification machine(std::move(*shown.presentation), options);
  auto verdict = co_await verify_presentation(std::move(machine), evidence, clock);
  if (auto bound = check_bound(verdict); !bound) co_return failure_of(std::move(bound));
  co_return JudgedBadge{.query = shown.query->id,
                        .holder = std::move(verdict.holder),
                        .verdict = std::move(verdict.credentials.front()),
                        .shown = std::move(shown.claims),
                        .scope = scope_of_badge(shown.badge.document.root())};
}

Task<Result<JudgedBadge>> judge_alone(const JudgeRules& rules, Shown shown, Evidence& evidence,
                                      const Clock& clock) {
  auto options = options_for(rules, shown);
  if (shown.query->needs_holder) {
    options.challenge = rules.nonce;
    options.domain = rules.client_id;
  }
  auto scope = scope_of_badge(shown.badge.document.root());
  credential::Verification machine(std::move(shown.badge), options);
  auto verdict = co_await verify_badge(std::move(machine), evidence, clock);
  if (shown.query->needs_holder && !has(verdict.checks, Finding::holder_good)) {
    co_return refuse("The key binding does not hold, or is missing.");
  }
  auto holder = shown.query->needs_holder ? verdict.subject : std::string();
  co_return JudgedBadge{.query = shown.query->id,
                        .holder = std::move(holder),
                        .verdict = std::move(verdict),
                        .shown = std::move(shown.claims),
                        .scope = std::move(scope)};
}

}  // namespace

Task<Result<std::vector<JudgedBadge>>> judge_answer(JudgeRules rules, json::Document vp_token,
                                                    Evidence& evidence, const Clock& clock) {
  CO_TRY(text, json::parse(rules.query));
  CO_TRY(query, openid::read_dcql(json::Reader(text)));
  CO_TRY(all, open_all(rules, query, vp_token));
  std::vector<JudgedBadge> judged;
  for (auto& shown : all) {
    const bool is_presented = shown.presentation.has_value();
    auto work = is_presented ? judge_presented(rules, std::move(shown), evidence, clock)
                             : judge_alone(rules, std::move(shown), evidence, clock);
    CO_TRY(badge, co_await std::move(work));
    judged.push_back(std::move(badge));
  }
  co_return std::move(judged);
}

std::string write_judged(const std::vector<JudgedBadge>& badges) {
  json::Writer writer;
  writer.begin_object().name("accepted").boolean(std::ranges::all_of(badges, [](const auto& one) {
    return one.verdict.accepted();
  }));
  writer.name("badges").begin_array();
  for (const auto& badge : badges) {
    writer.begin_object().member("query", badge.query);
    if (!badge.holder.empty()) writer.member("holder", badge.holder);
    writer.name("verdict").begin_object();
    credential::write_verdict(writer, badge.verdict);
    writer.end_object();
    if (!badge.shown.empty()) writer.name("shown").raw(badge.shown);
    writer.end_object();
  }
  return writer.end_array().end_object().take();
}

}  // namespace waarmerk::node::actions
