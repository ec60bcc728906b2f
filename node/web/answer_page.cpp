#include "node/web/answer_page.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "node/credential/sentences.hpp"
#include "node/http/html.hpp"
#include "node/web/layout.hpp"
#include "node/web/markup.hpp"
#include "node/web/pictogram.hpp"
#include "node/web/second_part.hpp"
#include "node/web/trust_stops.hpp"

namespace waarmerk::node::web {
namespace {

using credential::Outcome;
using credential::Verdict;

std::string issuer_of(const Verdict& verdict) {
  return verdict.issuer_name.empty() ? verdict.issuer : verdict.issuer_name;
}

std::string issued(const Verdict& verdict, const Languages& language) {
  if (!verdict.valid_from) {
    return html_of(language, "verdict.issued_undated", {{"issuer", issuer_of(verdict)}});
  }
  return in_each(language, [&](Language one) {
    return html_of(
        one, "verdict.issued",
        {{"issuer", issuer_of(verdict)}, {"day", words::say_day(one, *verdict.valid_from)}});
  });
}

std::string ends(const Verdict& verdict, const Languages& language) {
  if (!verdict.valid_until) return html_of(language, "verdict.endless");
  return in_each(language, [&](Language one) {
    return html_of(one, "verdict.ends", {{"day", words::say_day(one, *verdict.valid_until)}});
  });
}

/// What is known of withdrawal, and how old that is.
std::string status_sentences(const Verdict& verdict, const Languages& language) {
  const auto& status = verdict.status;
  if (status.word != credential::StatusWord::not_revoked || !status.as_of) return {};
  return html_of(language, "verdict.status", {{"time", *status.as_of}}) + " " +
         status_age(verdict, language);
}

std::string deciding_sentence(const Verdict& verdict, const Languages& language) {
  if (verdict.outcome == Outcome::genuine) return {};
  const auto found =
      std::ranges::find(verdict.checks, verdict.finding, &credential::Check::finding);
  return found == verdict.checks.end() ? std::string() : sentence_html(language, *found);
}

std::string paragraph(const std::string& html) {
  return html.empty() ? std::string() : "<p>" + html + "</p>\n";
}

std::string fetched_part(const Answer& answer) {
  if (answer.fetched_from.empty()) return {};
  return " " + html_of(answer.language, "receipt.fetched", {{"url", answer.fetched_from}});
}

std::string verdict_part(const Answer& answer) {
  const auto& verdict = answer.verdict;
  const auto& language = answer.language;
  const auto state = state_of(verdict.outcome);
  std::string part = "<section class=\"verdict " + std::string(class_of(state)) +
                     R"(" role="status" tabindex="-1" autofocus>)" + sign_of(state) + "<h1>" +
                     html_of(language, heading_of(verdict)) + "</h1>\n<div>\n";
  if (credential::was_real(verdict)) part += paragraph(html_of(language, "verdict.real"));
  part += paragraph(deciding_sentence(verdict, language));
  if (verdict.accepted()) {
    part += paragraph(issued(verdict, language) + " " + ends(verdict, language));
    part += paragraph(status_sentences(verdict, language));
  }
  const auto asked =
      verdict.phoned_home ? words::Key("verdict.asked") : words::Key("verdict.asked_nobody");
  return part + "<p class=\"small\">" +
         html_of(language, "verdict.checked",
                 {{"time", verdict.checked_at}, {"node", answer.node_name}}) +
         " " + html_of(language, asked) + fetched_part(answer) + "</p>\n</div></section>\n";
}

void add(std::string& list, const Languages& language, words::Key name, const std::string& html,
         const std::string& pictogram = {}) {
  if (!html.empty())
    list +=
        "<div><dt>" + pictogram + html_of(language, name) + "</dt><dd>" + html + "</dd></div>\n";
}

std::string text_html(std::string_view text) { return text.empty() ? std::string() : bdi(text); }

/// The badge is never so large that the page would not end: names are what people read.
constexpr std::size_t skills_max = 24;

std::string skills_of(const credential::BadgeView& view) {
  std::string list;
  for (std::size_t i = 0; i < std::min(view.alignments.size(), skills_max); ++i) {
    const auto& line = view.alignments[i];
    list += (list.empty() ? "" : "<br>") + bdi(line.name.empty() ? line.text : line.name);
  }
  return list;
}

/// What the badge says is its issuer's word only where that is proved.
std::string says_part(const Answer& answer) {
  if (!answer.view) return {};
  const auto& view = *answer.view;
  const auto& language = answer.language;
  const auto& name = view.name.empty() ? answer.verdict.name : view.name;
  const bool is_proved = answer.verdict.accepted() || credential::was_real(answer.verdict);
  std::string list;
  add(list, language, "says.given_to",
      view.is_subject_hashed && view.subject.empty() ? html_of(language, "says.hashed")
                                                     : text_html(view.subject),
      pictogram_of("person"));
  add(list, language, "says.given_by",
      text_html(view.issuer_name.empty() ? view.issuer_id : view.issuer_name),
      pictogram_of("building"));
  add(list, language, "says.criteria", text_html(view.criteria));
  add(list, language, "says.skills", skills_of(view));
  add(list, language, "says.number", text_html(view.id));
  return "<h2>" + html_of(language, "says.title") + "</h2>\n<section class=\"says\">\n" +
         (is_proved
              ? ""
              : "<p class=\"word unchecked\">" + html_of(language, "says.unproved") + "</p>\n") +
         (name.empty() ? "" : "<h3>" + bdi(name) + "</h3>\n") +
         paragraph(text_html(view.description)) + "<dl>\n" + list + "</dl>\n</section>\n";
}

std::string why_part(const Answer& answer) {
  const auto stops = trust_stops(answer.verdict, answer.node_name, answer.language);
  if (stops.empty()) return {};
  const bool is_accepted = answer.verdict.accepted();
  return "<h2>" +
         html_of(answer.language,
                 is_accepted ? words::Key("why.title") : words::Key("why.title_not")) +
         "</h2>\n" + stops +
         (is_accepted ? "<p class=\"aside\">" + html_of(answer.language, "why.judge") + "</p>\n"
                      : "");
}

std::string check_item(const credential::Check& check, const Languages& language) {
  const auto state = check.state();
  const auto part = words::Key::find("part." + std::string(check.name()));
  return "<li class=\"" + std::string(class_of(state)) + "\">" + sign_of(state) + "<div><h3>" +
         in_each(language,
                 [&](Language one) {
                   return (part ? html_of(one, *part) : bdi(check.name())) +
                          ": <span class=\"word\">" + html_of(one, word_of(state)) + "</span>";
                 }) +
         "</h3>\n<p>" + sentence_html(language, check) +
         "</p>\n<p class=\"aside\"><code dir=\"ltr\">" + http::escape_html(check.code()) +
         (check.detail.empty() ? "" : ": " + breakable(check.detail)) + "</code></p></div></li>\n";
}

std::string all_part(const Answer& answer) {
  const auto& verdict = answer.verdict;
  std::string items;
  for (const auto& check : verdict.checks) items += check_item(check, answer.language);
  return "<details class=\"all\"><summary>" +
         html_of(answer.language, "all.title", {{"count", std::to_string(verdict.checks.size())}}) +
         "</summary>\n<ul>\n" + items + "</ul></details>\n<details class=\"raw\"><summary>" +
         html_of(answer.language, "all.raw") + "</summary>\n<pre dir=\"ltr\">" +
         breakable(credential::print_verdict(verdict)) + "</pre></details>\n";
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

}  // namespace

words::Key heading_of(const Verdict& verdict) {
  if (credential::was_real(verdict)) return "outcome.not_accepted";
  switch (verdict.outcome) {
    case Outcome::genuine: return "outcome.genuine";
    case Outcome::genuine_with_warning: return "outcome.genuine_with_warning";
    case Outcome::cannot_be_checked: return "outcome.cannot_be_checked";
    case Outcome::not_genuine: return "outcome.not_genuine";
  }
  return "outcome.cannot_be_checked";
}

http::Response answer_page(const Answer& answer) {
  const auto& language = answer.language;
  const bool is_receipt = answer.read && answer.verdict.accepted();
  const auto heading = std::string(words::text_of(
      language, is_receipt ? words::Key("receipt.title") : heading_of(answer.verdict)));
  const auto& name =
      answer.view && !answer.view->name.empty() ? answer.view->name : answer.verdict.name;
  return framed(
      {.language = language,
       .title = name.empty() ? heading : heading + " · " + name,
       .node_name = answer.node_name,
       .body = (answer.read ? receipt_part(*answer.read, answer.verdict, language)
                            : verdict_part(answer) + says_part(answer) + why_part(answer)) +
               all_part(answer) + receipt_link(answer.receipt, language) + deeds_part(language) +
               (answer.read ? "" : second_part(answer.node_name, answer.verdict.outcome)) +
               material_part(answer.material),
       .assets = {"answer.js"}});
}

}  // namespace waarmerk::node::web
