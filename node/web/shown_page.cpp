#include "node/web/shown_page.hpp"

#include <algorithm>

#include "node/credential/sentences.hpp"
#include "node/credential/verdict.hpp"
#include "node/http/percent.hpp"
#include "node/web/layout.hpp"
#include "node/web/markup.hpp"
#include "node/web/pictogram.hpp"
#include "node/web/receipt_part.hpp"
#include "node/web/second_part.hpp"

namespace waarmerk::node::web {
namespace {

using credential::CheckState;
using credential::Finding;
using credential::Outcome;
using credential::Verdict;

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
  const auto& language = shown.language;
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

/// The one that is worst off; nothing where there is none.
const Verdict* worst_of(const Shown& shown) {
  const auto& all = shown.verdict.credentials;
  const auto worst = std::ranges::max_element(all, {}, [](const Verdict& one) {
    // A badge that may be genuine is no worse than one that is not.
    return static_cast<int>(one.outcome);
  });
  return worst == all.end() ? nullptr : &*worst;
}

std::string count_sentence(const Shown& shown) {
  const auto count = shown.verdict.credentials.size();
  if (count == 0) return html_of(shown.language, "book.show.none");
  if (count == 1) return html_of(shown.language, "book.show.one");
  return html_of(shown.language, "book.show.count", {{"count", std::to_string(count)}});
}

/// What is true of all together: what the worst of them is.
std::string worst_sentence(const Shown& shown, const Verdict& worst) {
  const auto& language = shown.language;
  if (credential::was_real(worst)) return html_of(language, "book.show.not_valid");
  switch (worst.outcome) {
    case Outcome::genuine: return html_of(language, "badge.credentials_good");
    case Outcome::genuine_with_warning: return html_of(language, "badge.credential_warning");
    case Outcome::cannot_be_checked: return html_of(language, "badge.credential_unchecked");
    case Outcome::not_genuine: return html_of(language, "badge.credential_not_genuine");
  }
  return {};
}

std::string holder_part(const Shown& shown) {
  const auto& language = shown.language;
  const auto* worst = worst_of(shown);
  const auto state = worst != nullptr ? state_of(worst->outcome) : CheckState::unchecked;
  std::string part = opening(state, html_of(language, "book.show.title"));
  const bool are_several = shown.verdict.credentials.size() > 1;
  part += paragraph(count_sentence(shown) +
                    (are_several ? " " + worst_sentence(shown, *worst) : std::string()));
  if (shown.until)
    part += paragraph(html_of(language, "book.show.until", {{"time", *shown.until}}));
  part += paragraph(html_of(language, "book.show.good"));
  return part + checked(shown) + "</div></section>\n<p class=\"aside\">" +
         html_of(language, "book.show.holder", {{"holder", shown.verdict.holder}}) + "</p>\n";
}

/// In short; and all that is told of a badge by itself, to be opened.
std::string badge_part(const Shown& shown, const Verdict& verdict, const BadgeFacts& facts) {
  const auto& language = shown.language;
  const auto state = state_of(verdict.outcome);
  const bool is_bound = !verdict.subject.empty() && verdict.subject == shown.verdict.holder;
  return "<section class=\"says\">\n<h2>" +
         (verdict.name.empty() ? html_of(language, "book.nameless") : bdi(verdict.name)) +
         "</h2>\n<p class=\"" + std::string(class_of(state)) + " state\"><span class=\"word\">" +
         html_of(language, heading_of(verdict)) + "</span></p>\n" +
         verdict_sentences(verdict, language) +
         paragraph(html_of(language, is_bound ? words::Key("book.show.bound")
                                              : words::Key("book.show.unbound"))) +
         "<details class=\"whole\"><summary>" + html_of(language, "book.show.whole") +
         "</summary>\n" + says_part(verdict, facts, language, "h3") +
         why_part(verdict, facts, shown.node_name, language, "h3") +
         all_part(verdict, facts, language) + "</details>\n</section>\n";
}

/// A link holds what is shown to its end; a receipt is about a file, so here it is as one.
std::string file_link(const Shown& shown) {
  if (shown.file.empty() || shown.file.size() > shown_file_bytes_max) return {};
  return "<p class=\"deeds\"><a class=\"button quiet\" download=\"shown.json\" "
         "href=\"data:application/json;charset=utf-8," +
         http::encode_segment(shown.file) + "\">" + html_of(shown.language, "book.show.file") +
         "</a></p>\n";
}

}  // namespace

http::Response shown_page(const Shown& shown) {
  const auto* fault = fault_of(shown);
  std::string body = fault != nullptr ? fault_part(shown, *fault) : holder_part(shown);
  const auto& badges = shown.verdict.credentials;
  const BadgeFacts none;
  for (std::size_t i = 0; fault == nullptr && i < badges.size(); ++i) {
    body += badge_part(shown, badges[i], i < shown.facts.size() ? shown.facts[i] : none);
  }
  // What is over, or was changed, is nothing to be kept as if it were shown.
  body += receipt_link(shown.receipt, shown.language) + (fault == nullptr ? file_link(shown) : "") +
          "<p class=\"deeds\"><a class=\"button\" href=\"/check?lang=" +
          words::print_languages(shown.language) + "\">" + pictogram_of("check") +
          html_of(shown.language, "check.another") + "</a></p>\n";
  body += second_part(shown.node_name, shown.verdict.outcome);
  return framed({.language = shown.language,
                 .title = std::string(words::text_of(shown.language, "book.show.title")),
                 .node_name = shown.node_name,
                 .body = std::move(body),
                 .again = again_fields(shown.again),
                 .assets = {"book.css", "answer.js"}});
}

}  // namespace waarmerk::node::web
