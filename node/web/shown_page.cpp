#include "node/web/shown_page.hpp"

#include <algorithm>

#include "node/credential/sentences.hpp"
#include "node/credential/verdict.hpp"
#include "node/web/answer_page.hpp"
#include "node/web/layout.hpp"
#include "node/web/markup.hpp"
#include "node/web/second_part.hpp"
#include "node/web/trust_stops.hpp"

namespace waarmerk::node::web {
namespace {

using credential::CheckState;
using credential::Finding;
using credential::Outcome;

/// The check of the presentation itself that stops it; nothing where it holds.
const credential::Check* fault_of(const Shown& shown) {
  const auto& checks = shown.verdict.checks;
  for (const auto state : {CheckState::failed, CheckState::unchecked}) {
    const auto found = std::ranges::find_if(checks, [&](const credential::Check& check) {
      return check.name() != "credentials" && check.state() == state;
    });
    if (found != checks.end()) return &*found;
  }
  return nullptr;
}

std::string paragraph(const std::string& html) { return "<p>" + html + "</p>\n"; }

std::string checked(const Shown& shown) {
  return "<p class=\"small\">" +
         html_of(shown.language, "verdict.checked",
                 {{"time", shown.checked_at}, {"node", shown.node_name}}) +
         "</p>\n";
}

std::string opening(CheckState state, const std::string& heading) {
  return "<section class=\"verdict " + std::string(class_of(state)) +
         R"(" role="status" tabindex="-1" autofocus>)" + sign_of(state) + "<h1>" + heading +
         "</h1>\n<div>\n";
}

/// That it is over is no fault of the badges.
std::string fault_part(const Shown& shown, const credential::Check& fault) {
  const auto language = shown.language;
  const bool is_over = fault.finding == Finding::proof_expired && shown.until;
  const auto heading = is_over ? words::Key("book.state.expired")
                       : fault.state() == CheckState::failed
                           ? words::Key("outcome.not_genuine")
                           : words::Key("outcome.cannot_be_checked");
  const auto sentence = is_over ? html_of(language, "book.show.over", {{"time", *shown.until}})
                                : sentence_html(language, fault);
  return opening(is_over ? CheckState::unchecked : fault.state(), html_of(language, heading)) +
         paragraph(sentence) + checked(shown) + "</div></section>\n";
}

std::string holder_part(const Shown& shown) {
  const auto language = shown.language;
  std::string part = opening(CheckState::passed, html_of(language, "book.show.title"));
  part += paragraph(html_of(language, "book.show.count",
                            {{"count", std::to_string(shown.verdict.credentials.size())}}));
  if (shown.until)
    part += paragraph(html_of(language, "book.show.until", {{"time", *shown.until}}));
  part += paragraph(html_of(language, "book.show.good"));
  return part + checked(shown) + "</div></section>\n<p class=\"aside\">" +
         html_of(language, "book.show.holder", {{"holder", shown.verdict.holder}}) + "</p>\n";
}

std::string issued(const credential::Verdict& verdict, Language language) {
  const auto issuer = verdict.issuer_name.empty() ? verdict.issuer : verdict.issuer_name;
  if (!verdict.valid_from) return html_of(language, "verdict.issued_undated", {{"issuer", issuer}});
  return html_of(language, "verdict.issued",
                 {{"issuer", issuer}, {"day", words::say_day(language, *verdict.valid_from)}});
}

std::string badge_part(const Shown& shown, const credential::Verdict& verdict) {
  const auto language = shown.language;
  const auto state = state_of(verdict.outcome);
  const bool is_bound = !verdict.subject.empty() && verdict.subject == shown.verdict.holder;
  std::string part =
      "<section class=\"says\">\n<h2>" +
      (verdict.name.empty() ? html_of(language, "book.nameless") : bdi(verdict.name)) +
      "</h2>\n<p class=\"" + std::string(class_of(state)) + " state\"><span class=\"word\">" +
      html_of(language, heading_of(verdict)) + "</span></p>\n";
  if (credential::was_real(verdict)) part += paragraph(html_of(language, "verdict.real"));
  if (verdict.outcome != Outcome::genuine) {
    const auto found =
        std::ranges::find(verdict.checks, verdict.finding, &credential::Check::finding);
    if (found != verdict.checks.end()) part += paragraph(sentence_html(language, *found));
  }
  if (verdict.accepted()) part += paragraph(issued(verdict, language));
  part += paragraph(html_of(
      language, is_bound ? words::Key("book.show.bound") : words::Key("book.show.unbound")));
  return part + "</section>\n" + trust_stops(verdict, shown.node_name, language);
}

}  // namespace

http::Response shown_page(const Shown& shown) {
  const auto* fault = fault_of(shown);
  std::string body = fault != nullptr ? fault_part(shown, *fault) : holder_part(shown);
  if (fault == nullptr) {
    for (const auto& verdict : shown.verdict.credentials) body += badge_part(shown, verdict);
  }
  body += "<p class=\"deeds\"><a class=\"button\" href=\"/check?lang=" +
          std::string(words::print_language(shown.language)) + "\">" +
          html_of(shown.language, "check.another") + "</a></p>\n";
  body += second_part(shown.node_name, shown.verdict.outcome);
  return framed({.language = shown.language,
                 .title = std::string(words::text_of(shown.language, "book.show.title")),
                 .node_name = shown.node_name,
                 .body = std::move(body),
                 .assets = {"book.css", "answer.js"}});
}

}  // namespace waarmerk::node::web
