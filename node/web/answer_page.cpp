#include "node/web/answer_page.hpp"

#include <string_view>

#include "node/credential/sentences.hpp"
#include "node/http/html.hpp"
#include "node/web/layout.hpp"
#include "node/web/markup.hpp"
#include "node/web/pictogram.hpp"
#include "node/web/second_part.hpp"

namespace waarmerk::node::web {
namespace {

std::string fetched_part(const Answer& answer) {
  if (answer.fetched_from.empty()) return {};
  return " " + html_of(answer.language, "receipt.fetched", {{"url", answer.fetched_from}});
}

std::string verdict_part(const Answer& answer) {
  const auto& verdict = answer.verdict;
  const auto& language = answer.language;
  const auto state = state_of(verdict.outcome);
  const auto asked =
      verdict.phoned_home ? words::Key("verdict.asked") : words::Key("verdict.asked_nobody");
  return "<section class=\"verdict " + std::string(class_of(state)) +
         R"(" role="status" tabindex="-1" autofocus>)" + sign_of(state) + "<h1>" +
         html_of(language, heading_of(verdict)) + "</h1>\n<div>\n" +
         verdict_sentences(verdict, language) + "<p class=\"small\">" +
         html_of(language, "verdict.checked",
                 {{"time", verdict.checked_at}, {"node", answer.node_name}}) +
         " " + html_of(language, asked) + fetched_part(answer) + "</p>\n</div></section>\n";
}

std::string deeds_part(const Languages& language) {
  return "<p class=\"deeds\"><a class=\"button\" href=\"/check?lang=" +
         std::string(words::print_languages(language)) + "\">" + pictogram_of("check") +
         html_of(language, "check.another") +
         "</a> <button type=\"button\" class=\"print quiet\" hidden>" + pictogram_of("print") +
         html_of(language, "check.print") + "</button></p>\n";
}

/// As text: nothing in it is made into a document, and no script of a page is in a page.
std::string material_part(const std::string& material) {
  if (material.empty()) return {};
  return "<template id=\"material\">" + http::escape_html(material) + "</template>\n";
}

/// A browser that checks for itself knows nothing of whom the node believes.
credential::Outcome outcome_without_trust(const credential::Verdict& verdict) {
  auto checks = verdict.checks;
  std::erase_if(checks, [](const credential::Check& check) { return check.name() == "trust"; });
  return checks.size() == verdict.checks.size() ? verdict.outcome
                                                : credential::decide(checks).outcome;
}

std::string badge_body(const Answer& answer) {
  return verdict_part(answer) + says_part(answer.verdict, answer.facts, answer.language) +
         why_part(answer.verdict, answer.facts, answer.node_name, answer.language);
}

}  // namespace

http::Response answer_page(const Answer& answer) {
  const auto& language = answer.language;
  const bool is_receipt = answer.read && answer.verdict.accepted();
  const auto heading = std::string(words::text_of(
      language, is_receipt ? words::Key("receipt.title") : heading_of(answer.verdict)));
  const auto& view = answer.facts.view;
  const auto& name = view && !view->name.empty() ? view->name : answer.verdict.name;
  return framed({.language = language,
                 .title = name.empty() ? heading : heading + " · " + name,
                 .node_name = answer.node_name,
                 .body = (answer.read ? receipt_part(*answer.read, answer.verdict, language)
                                      : badge_body(answer)) +
                         all_part(answer.verdict, answer.facts, language) +
                         receipt_link(answer.receipt, language) + deeds_part(language) +
                         (answer.read ? ""
                                      : second_part(answer.node_name,
                                                    outcome_without_trust(answer.verdict))) +
                         material_part(answer.material),
                 .again = again_fields(answer.again),
                 .assets = {"answer.js"}});
}

}  // namespace waarmerk::node::web
