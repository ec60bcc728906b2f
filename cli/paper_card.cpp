#include "cli/paper_card.hpp"

#include <array>
#include <utility>
#include <variant>

#include "cli/qr.hpp"
#include "node/credential/paper.hpp"
#include "node/http/html.hpp"
#include "node/words/catalogue.hpp"
#include "node/words/sentence.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;
namespace words = node::words;
using node::http::escape_html;
using words::Language;

constexpr std::array languages{Language::nl, Language::en};

constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
@page { size: A6 portrait; margin: 0 }
html { background: #fff; color: #111 }
body { font: 9pt/1.3 sans-serif; margin: 0 }
.side { width: 105mm; height: 147mm; padding: 6mm; margin: 0 auto; box-sizing: border-box;
  overflow: hidden; display: flex; flex-direction: column }
.side + .side { break-before: page }
h1 { font-size: 13pt; line-height: 1.15; margin: 0 0 1mm; max-height: 10.6mm }
p { margin: 0; overflow-wrap: anywhere }
h1, .facts p { overflow: hidden; display: -webkit-box; -webkit-line-clamp: 2;
  -webkit-box-orient: vertical }
svg { width: 93mm; height: 93mm; margin: auto; flex: none }
.how { font-size: 8pt }
.back svg { width: 60mm; height: 60mm }
.back p + p { margin-top: 2mm }
.digits { font: 700 24pt/1.6 monospace; letter-spacing: .1em; text-align: center }
</style>
)";

/// Each fact stands by itself: a name that is written in the other direction, or that says where to
/// turn, turns nothing around.
std::string sentence(Language language, words::Key key, std::vector<words::Fact> facts = {}) {
  for (auto& fact : facts) {
    auto* text = std::get_if<std::string>(&fact.value);
    if (text != nullptr) *text = "<bdi>" + escape_html(*text) + "</bdi>";
  }
  return words::fill(language, escape_html(words::text_of(language, key)), facts);
}

std::string in(Language language, const std::string& html) {
  return "<p lang=\"" + std::string(words::print_language(language)) + "\">" + html + "</p>\n";
}

/// Without what only machines read: it is what somebody types.
std::string short_link(std::string_view link) {
  for (const std::string_view start : {"https://", "http://"}) {
    if (link.starts_with(start)) link.remove_prefix(start.size());
  }
  return std::string(link);
}

std::string facts_of(const credential::BadgeView& view, Language language) {
  std::string html;
  // An id says nothing to whoever holds the card, and is in the code.
  const bool has_name = !view.subject.empty() && !view.subject.contains(':');
  if (has_name) html += sentence(language, "card.for", {{"name", view.subject}}) + " · ";
  const auto& issuer = view.issuer_name.empty() ? view.issuer_id : view.issuer_name;
  html += sentence(language, "card.from", {{"name", issuer}});
  if (view.from) html += " · " + escape_html(words::say_day(language, *view.from));
  return in(language, html);
}

std::string how_of(const PaperCard& card, Language language) {
  if (card.check_page.empty()) return in(language, sentence(language, "card.how"));
  return in(language, sentence(language, "card.how_at", {{"page", short_link(card.check_page)}}));
}

Result<std::string> back_of(const CardBack& back) {
  TRY(code, draw_qr_svg(back.interaction, ""));
  std::string html = "<div class=\"side back\">\n";
  for (const auto language : languages) {
    const auto day = words::say_day(language, back.until);
    html += in(language, sentence(language, "card.claim", {{"day", day}}));
  }
  // Of what is typed nothing may be left out: the scheme of the demonstrations is another.
  return html + code + "<p>" + escape_html(back.interaction) + "</p>\n</div>\n";
}

}  // namespace

Result<std::string> card_page(const credential::BadgeView& view, const PaperCard& card) {
  const auto mark = card.check_page + std::string(credential::paper_mark);
  TRY(code, draw_qr_svg(mark, card.digits));
  const auto title = escape_html(view.name);
  std::string page = std::string(head) + "<title>" + title + "</title>\n</head>\n<body>\n" +
                     "<div class=\"side\">\n<h1>" + title + "</h1>\n<div class=\"facts\">\n";
  for (const auto language : languages) page += facts_of(view, language);
  page += "</div>\n" + code + "<div class=\"how\">\n";
  for (const auto language : languages) page += how_of(card, language);
  page += "</div>\n</div>\n";
  if (card.back) {
    TRY(back, back_of(*card.back));
    page += back;
  }
  return page + "</body>\n</html>\n";
}

std::string slip_page(const credential::BadgeView& view, std::string_view tx_code) {
  const auto title = escape_html(words::text_of(languages.front(), "card.digits"));
  std::string page = std::string(head) + "<title>" + title +
                     "</title>\n</head>\n<body>\n<div class=\"side back\">\n<p class=\"digits\">" +
                     escape_html(tx_code) + "</p>\n";
  for (const auto language : languages) {
    page += in(language, sentence(language, "card.slip", {{"name", view.name}}));
  }
  return page + "</div>\n</body>\n</html>\n";
}

}  // namespace waarmerk::cli
