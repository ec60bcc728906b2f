#include "node/routes/shown.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "crypto/json/reader.hpp"
#include "node/actions/sign_receipt.hpp"
#include "node/actions/trust_check.hpp"
#include "node/credential/presentation.hpp"
#include "node/routes/answer_facts.hpp"
#include "node/routes/checking.hpp"
#include "node/web/shown_page.hpp"

namespace waarmerk::node::routes {
namespace {

/// Until when it may be shown: of the one signature that it has.
std::optional<UnixTime> end_of(const json::Document& document) {
  const auto proof = document.root().find("proof");
  const auto expires = proof ? proof->find("expires") : std::nullopt;
  const auto text = expires ? expires->string() : std::nullopt;
  const auto time = text ? parse_time(*text) : Result<UnixTime>(fail(bad_time, ""));
  return time ? std::optional(*time) : std::nullopt;
}

/// The badges in it, opened; of one that cannot be read nothing is told but its verdict.
std::vector<web::BadgeFacts> facts_of(const json::Document& presentation,
                                      const jsonld::Contexts& contexts) {
  std::vector<web::BadgeFacts> all;
  for (const auto& one : json::Reader(presentation).one_or_many("verifiableCredential")) {
    if (all.size() == credential::presented_max) break;
    auto& facts = all.emplace_back();
    const auto opened = credential::open(presentation, one.value());
    if (!opened) continue;
    facts.view = view_of(opened->document);
    facts.proof = proof_of(opened->document, opened->document.text(), contexts);
  }
  return all;
}

/// What a receipt may tell: of the whole, and of nobody in it.
credential::Verdict verdict_to_sign(const credential::PresentationVerdict& shown, UnixTime now) {
  credential::Verdict verdict{.outcome = shown.outcome, .finding = shown.finding};
  verdict.checks = shown.checks;
  verdict.checked_at = now;
  return verdict;
}

Task<void> add_ways(Services& services, const std::vector<trust::Scope>& scopes,
                    web::Shown& shown) {
  const auto& badges = shown.verdict.credentials;
  const auto count = std::min({scopes.size(), badges.size(), shown.facts.size()});
  for (std::size_t i = 0; i < count; ++i) {
    const auto explained = co_await explain_issuer(services, scopes[i], badges[i]);
    if (explained && *explained) shown.facts[i].trust = ways_of(**explained);
  }
}

}  // namespace

bool is_shown(const credential::Secured& opened) {
  const auto holder = credential::read_holder(opened.document);
  return holder.has_value();
}

Task<Result<http::Response>> answer_shown(Services& services, ShownOrder order) {
  const auto now = services.ports.clock.now();
  const auto document = order.opened.document;
  credential::PresentationOptions options{
      .credentials = {.now = now, .contexts = services.ports.contexts}};
  options.first_seen_of = [&services](json::Value one) { return seen_here(services, one); };
  std::optional<std::vector<trust::Scope>> scopes;
  if (order.may_hear_of_trust) scopes = actions::scopes_of_presented(document);
  credential::PresentationVerification verification(std::move(order.opened), options);
  CO_TRY(verdict, co_await check_presentation(services, std::move(verification), {}, scopes));
  web::Shown shown{.language = order.language,
                   .node_name = std::move(order.node_name),
                   .verdict = std::move(verdict),
                   .until = end_of(document),
                   .checked_at = now,
                   .facts = facts_of(document, services.ports.contexts),
                   .file = order.file,
                   .again = {.file = order.file}};
  if (scopes) co_await add_ways(services, *scopes, shown);
  auto receipt = co_await services.strand.run(actions::sign_receipt(
      services.ports, verdict_to_sign(shown.verdict, now), std::move(order.file)));
  // Without it the page is no less an answer.
  if (receipt) shown.receipt = std::move(*receipt);
  co_return web::shown_page(shown);
}

}  // namespace waarmerk::node::routes
