#include "node/web/trust_ways.hpp"

#include <algorithm>

#include "node/web/markup.hpp"
#include "node/web/party.hpp"

namespace waarmerk::node::web {
namespace {

std::string called(const TrustParty& party) { return party_text(party.name, party.id); }

/// With its days, each language in its own way.
std::string word_html(const Languages& languages, words::Key key, const TrustWord& word) {
  return in_each(languages, [&](Language one) {
    return html_of(one, key,
                   {{"from", called(word.from)},
                    {"who", called(word.to)},
                    {"day", words::say_day(one, word.since)},
                    {"end", words::say_day(one, word.until)}});
  });
}

std::string paragraph(const std::string& html) { return "<p>" + html + "</p>\n"; }

}  // namespace

std::vector<TrustStep> steps_of(const TrustWays& trust, const std::string& node_name,
                                const Languages& languages) {
  if (trust.ways.empty()) return {};
  const auto& way = trust.ways.front();
  std::vector<TrustStep> steps;
  steps.push_back({html_of(languages, "trust.node", {{"node", node_name}}),
                   paragraph(html_of(languages, "trust.believes", {{"who", called(way.root)}}))});
  for (const auto& word : way.words) {
    const auto key =
        word.introduces ? words::Key("trust.says_introduce") : words::Key("trust.says_issue");
    steps.push_back(
        {party_html(word.from.name, word.from.id), paragraph(word_html(languages, key, word))});
  }
  return steps;
}

std::string advice_of(const TrustWays& trust, const Languages& languages) {
  if (trust.is_enough || trust.is_objected) return {};
  std::string names;
  const auto told = std::min(trust.could_say.size(), could_say_shown_max);
  for (std::size_t i = 0; i < told; ++i) {
    names += (names.empty() ? "" : ", ") + called(trust.could_say[i]);
  }
  const auto who =
      names.empty() ? "" : paragraph(html_of(languages, "trust.could_say", {{"who", names}}));
  return who + paragraph(html_of(languages, "trust.no_fault"));
}

std::string ways_list(const TrustWays& trust, const std::string& node_name,
                      const Languages& languages) {
  if (trust.ways.empty()) return {};
  std::string items;
  const auto told = std::min(trust.ways.size(), ways_shown_max);
  for (std::size_t i = 0; i < told; ++i) {
    const auto& way = trust.ways[i];
    items += "<li>" +
             html_of(languages, "trust.way_root", {{"node", node_name}, {"who", called(way.root)}});
    for (const auto& word : way.words) items += " " + word_html(languages, "trust.way_word", word);
    items += "</li>\n";
  }
  return "<details class=\"ways\"><summary>" + html_of(languages, "trust.ways") +
         "</summary>\n<ol>\n" + items + "</ol></details>\n";
}

}  // namespace waarmerk::node::web
