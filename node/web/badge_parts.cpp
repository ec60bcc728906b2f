#include "node/web/badge_parts.hpp"

#include <algorithm>
#include <vector>

#include "node/credential/sentences.hpp"
#include "node/http/html.hpp"
#include "node/web/markup.hpp"
#include "node/web/party.hpp"
#include "node/web/pictogram.hpp"
#include "node/web/trust_stops.hpp"

namespace waarmerk::node::web {
namespace {

using credential::BadgeView;
using credential::Outcome;
using credential::Verdict;

words::Key key_of_issue(const Verdict& verdict) {
  if (credential::is_own_word(verdict)) {
    return verdict.valid_from ? words::Key("verdict.own_word")
                              : words::Key("verdict.own_word_undated");
  }
  return verdict.valid_from ? words::Key("verdict.issued") : words::Key("verdict.issued_undated");
}

std::string issued(const Verdict& verdict, const Languages& language) {
  return in_each(language, [&](Language one) {
    std::vector<words::Fact> facts{{"issuer", party_mark}};
    if (verdict.valid_from) facts.emplace_back("day", words::say_day(one, *verdict.valid_from));
    return with_party(html_of(one, key_of_issue(verdict), std::move(facts)), verdict.issuer_name,
                      verdict.issuer);
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

void add(std::string& list, const Languages& language, words::Key name, const std::string& html,
         const std::string& pictogram = {}) {
  if (!html.empty())
    list +=
        "<div><dt>" + pictogram + html_of(language, name) + "</dt><dd>" + html + "</dd></div>\n";
}

std::string text_html(std::string_view text) { return text.empty() ? std::string() : bdi(text); }

/// The badge is never so large that the page would not end: names are what people read.
constexpr std::size_t skills_max = 24;

std::string skills_of(const BadgeView& view) {
  std::string list;
  for (std::size_t i = 0; i < std::min(view.alignments.size(), skills_max); ++i) {
    const auto& line = view.alignments[i];
    list += (list.empty() ? "" : "<br>") + bdi(line.name.empty() ? line.text : line.name);
  }
  return list;
}

std::string rows_of(const Verdict& verdict, const BadgeView& view, const Languages& language) {
  std::string list;
  add(list, language, "says.given_to",
      view.is_subject_hashed && view.subject.empty() ? html_of(language, "says.hashed")
                                                     : text_html(view.subject),
      pictogram_of("person"));
  const bool is_own = credential::is_own_word(verdict);
  add(list, language, is_own ? words::Key("says.own_word") : words::Key("says.given_by"),
      party_html(view.issuer_name, view.issuer_id), pictogram_of(is_own ? "person" : "building"));
  add(list, language, "says.criteria", text_html(view.criteria));
  add(list, language, "says.skills", skills_of(view));
  add(list, language, "says.number", text_html(view.id));
  return list;
}

std::string titled(std::string_view heading, const std::string& html) {
  const std::string name(heading);
  return "<" + name + ">" + html + "</" + name + ">\n";
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

}  // namespace

words::Key heading_of(const Verdict& verdict) {
  if (credential::was_real(verdict)) {
    return verdict.finding == credential::Finding::suspended ? words::Key("outcome.suspended")
                                                             : words::Key("outcome.not_accepted");
  }
  switch (verdict.outcome) {
    case Outcome::genuine: return "outcome.genuine";
    case Outcome::genuine_with_warning: return "outcome.genuine_with_warning";
    case Outcome::cannot_be_checked: return "outcome.cannot_be_checked";
    case Outcome::not_genuine: return "outcome.not_genuine";
  }
  return "outcome.cannot_be_checked";
}

std::string verdict_sentences(const Verdict& verdict, const Languages& languages) {
  std::string html;
  if (credential::was_real(verdict)) html += paragraph(html_of(languages, "verdict.real"));
  html += paragraph(deciding_sentence(verdict, languages));
  if (verdict.outcome == Outcome::not_genuine &&
      verdict.finding == credential::Finding::suspended) {
    html += paragraph(html_of(languages, "verdict.suspended"));
  }
  if (!verdict.accepted()) return html;
  html += paragraph(issued(verdict, languages)) + paragraph(ends(verdict, languages));
  return html + paragraph(status_sentences(verdict, languages));
}

/// What the badge says is its issuer's word only where that is proved.
std::string says_part(const Verdict& verdict, const BadgeFacts& facts, const Languages& languages,
                      std::string_view heading) {
  if (!facts.view) return {};
  const auto& view = *facts.view;
  const auto& name = view.name.empty() ? verdict.name : view.name;
  const bool is_proved = verdict.accepted() || credential::was_real(verdict);
  return titled(heading, html_of(languages, "says.title")) + "<section class=\"says\">\n" +
         (is_proved
              ? ""
              : "<p class=\"word unchecked\">" + html_of(languages, "says.unproved") + "</p>\n") +
         (name.empty() ? "" : "<h3>" + bdi(name) + "</h3>\n") +
         paragraph(text_html(view.description)) + "<dl>\n" + rows_of(verdict, view, languages) +
         "</dl>\n</section>\n";
}

std::string why_part(const Verdict& verdict, const BadgeFacts& facts, const std::string& node_name,
                     const Languages& languages, std::string_view heading) {
  const auto stops = trust_stops(verdict, node_name, languages, facts.trust);
  if (stops.empty()) return {};
  const bool is_accepted = verdict.accepted();
  const auto title = is_accepted ? words::Key("why.title") : words::Key("why.title_not");
  return titled(heading, html_of(languages, title)) + stops +
         (is_accepted ? "<p class=\"aside\">" + html_of(languages, "why.judge") + "</p>\n" : "");
}

std::string all_part(const Verdict& verdict, const BadgeFacts& facts, const Languages& languages) {
  std::string items;
  for (const auto& check : verdict.checks) items += check_item(check, languages);
  return "<details class=\"all\"><summary>" +
         html_of(languages, "all.title", {{"count", std::to_string(verdict.checks.size())}}) +
         "</summary>\n<ul>\n" + items + "</ul></details>\n" +
         proof_part(verdict.keys, facts.proof, languages) + "<details class=\"raw\"><summary>" +
         html_of(languages, "all.raw") + "</summary>\n" +
         scroll_box(credential::print_verdict(verdict), languages, "all.raw") + "</details>\n";
}

}  // namespace waarmerk::node::web
