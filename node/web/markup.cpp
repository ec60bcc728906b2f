#include "node/web/markup.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <variant>

#include "node/credential/sentences.hpp"
#include "node/http/html.hpp"

namespace waarmerk::node::web {
namespace {

using credential::CheckState;
using credential::Outcome;

/// What changes the direction of the text behind it (Unicode Bidirectional Algorithm).
constexpr std::array<std::string_view, 12> turning_marks{"\u061c", "\u200e", "\u200f", "\u202a",
                                                         "\u202b", "\u202c", "\u202d", "\u202e",
                                                         "\u2066", "\u2067", "\u2068", "\u2069"};

/// The text may hold braces of its own, so what is filled in must be safe before.
std::string filled(Language language, std::string_view text, std::vector<words::Fact> facts) {
  for (auto& fact : facts) {
    if (auto* value = std::get_if<std::string>(&fact.value)) *value = bdi(*value);
  }
  return words::fill(language, http::escape_html(text), facts);
}

/// What is said of trust is said to who set the policy; a visitor is not who believes.
std::optional<words::Key> said_to_visitors(credential::Finding finding) {
  using enum credential::Finding;
  switch (finding) {
    case issuer_recognised: return words::Key("trust.recognised");
    case issuer_objected: return words::Key("trust.objected");
    case issuer_partly_recognised: return words::Key("trust.partly");
    case issuer_unknown: return words::Key("trust.unknown");
    case issuer_trust_unknown: return words::Key("trust.untold");
    case issuer_without_did: return words::Key("trust.without_did");
    default: return std::nullopt;
  }
}

std::string_view shape_of(CheckState state) {
  switch (state) {
    case CheckState::passed: return R"(<path d="m10 16.5 4.2 4.2L22.5 12"/>)";
    case CheckState::warning: return R"(<path d="M16 9v8.5M16 22.6v.1"/>)";
    case CheckState::failed: return R"(<path d="m11 11 10 10M21 11 11 21"/>)";
    case CheckState::unchecked:
      return R"(<path d="M12.2 12.6a3.9 3.9 0 1 1 5.4 3.6c-1.1.5-1.6 1.1-1.6 2.3M16 22.6v.1"/>)";
  }
  return "";
}

}  // namespace

std::string breakable(std::string_view text) {
  constexpr std::size_t word_max = 200;
  std::string html;
  std::size_t from = 0;
  std::size_t word = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_in_a_letter = (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U;
    if (is_in_a_letter) continue;
    const bool is_white = text[at] == ' ' || text[at] == '\n';
    if (word == word_max && !is_white) {
      html += http::escape_html(text.substr(from, at - from)) + "<wbr>";
      from = at;
      word = 0;
    }
    word = is_white ? 0 : word + 1;
  }
  return html + http::escape_html(text.substr(from));
}

std::string without_marks(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const auto mark = std::ranges::find_if(
        turning_marks, [&](std::string_view one) { return text.starts_with(one); });
    if (mark != turning_marks.end()) {
      text.remove_prefix(mark->size());
    } else {
      plain += text.front();
      text.remove_prefix(1);
    }
  }
  return plain;
}

std::string bdi(std::string_view text) {
  return "<bdi>" + breakable(without_marks(text)) + "</bdi>";
}

std::string html_of(Language language, words::Key key, std::vector<words::Fact> facts) {
  const auto text = words::text_of(language, key);
  return facts.empty() ? http::escape_html(text) : filled(language, text, std::move(facts));
}

std::string_view sentence_for(Language language, const credential::Check& check) {
  if (const auto key = said_to_visitors(check.finding)) return words::text_of(language, *key);
  return credential::sentence_of(check.finding, language);
}

std::string sentence_html(Language language, const credential::Check& check) {
  return filled(language, sentence_for(language, check), check.facts);
}

std::string in_each(const Languages& languages, const std::function<std::string(Language)>& say) {
  if (!languages.second) return say(languages.first);
  std::string pair;
  for (const auto language : {languages.first, *languages.second}) {
    pair += std::string(pair.empty() ? "" : " ") + "<span lang=\"" +
            std::string(words::print_language(language)) + "\" dir=\"" +
            (words::is_right_to_left(language) ? "rtl" : "ltr") + "\">" + say(language) + "</span>";
  }
  return "<span class=\"pair\">" + pair + "</span>";
}

std::string html_of(const Languages& languages, words::Key key, std::vector<words::Fact> facts) {
  return in_each(languages, [&](Language one) { return html_of(one, key, facts); });
}

std::string sentence_html(const Languages& languages, const credential::Check& check) {
  return in_each(languages, [&](Language one) { return sentence_html(one, check); });
}

std::string attribute_of(Language language, words::Key key, const std::vector<words::Fact>& facts) {
  const auto text = words::text_of(language, key);
  return http::escape_html(facts.empty() ? text : words::fill(language, text, facts));
}

std::string_view class_of(CheckState state) { return credential::print_state(state); }

CheckState state_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::genuine: return CheckState::passed;
    case Outcome::genuine_with_warning: return CheckState::warning;
    case Outcome::cannot_be_checked: return CheckState::unchecked;
    case Outcome::not_genuine: return CheckState::failed;
  }
  return CheckState::unchecked;
}

words::Key word_of(CheckState state) {
  switch (state) {
    case CheckState::passed: return "state.passed";
    case CheckState::warning: return "state.warning";
    case CheckState::failed: return "state.failed";
    case CheckState::unchecked: return "state.unchecked";
  }
  return "state.unchecked";
}

std::string sign_of(CheckState state) {
  return R"(<svg viewBox="0 0 32 32" aria-hidden="true" fill="none" stroke="currentColor" )"
         R"(stroke-width="3" stroke-linecap="round" stroke-linejoin="round">)"
         R"(<circle cx="16" cy="16" r="14"/>)" +
         std::string(shape_of(state)) + "</svg>";
}

}  // namespace waarmerk::node::web
