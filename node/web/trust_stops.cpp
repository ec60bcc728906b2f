#include "node/web/trust_stops.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "node/web/markup.hpp"
#include "node/web/party.hpp"

namespace waarmerk::node::web {
namespace {

using credential::CheckState;
using credential::Source;
using credential::Verdict;

/// What weighs most for who reads: wrong, then not known, then a note.
int weight_of(CheckState state) {
  switch (state) {
    case CheckState::passed: return 0;
    case CheckState::warning: return 1;
    case CheckState::unchecked: return 2;
    case CheckState::failed: return 3;
  }
  return 3;
}

struct Stop {
  CheckState state = CheckState::passed;
  std::string heading = {};  ///< HTML, as the rest
  std::string body = {};
};

std::string paragraph(const std::string& html, std::string_view kind = {}) {
  if (html.empty()) return {};
  const auto attribute = kind.empty() ? "" : " class=\"" + std::string(kind) + "\"";
  return "<p" + attribute + ">" + html + "</p>\n";
}

std::string print_stop(const Stop& stop, const Languages& language) {
  return "<li class=\"" + std::string(class_of(stop.state)) + "\">" + sign_of(stop.state) + "<h3>" +
         stop.heading + "</h3>\n<p class=\"word\">" + html_of(language, word_of(stop.state)) +
         "</p>\n" + stop.body + "</li>\n";
}

/// The checks of this name, as the body of a stop; nothing where there is none.
std::optional<Stop> stop_of(const Verdict& verdict, std::string_view check_name,
                            std::string heading, const Languages& language) {
  Stop stop{.heading = std::move(heading)};
  bool is_there = false;
  for (const auto& check : verdict.checks) {
    if (check.name() != check_name) continue;
    is_there = true;
    if (weight_of(check.state()) > weight_of(stop.state)) stop.state = check.state();
    stop.body += paragraph(sentence_html(language, check));
  }
  if (!is_there) return std::nullopt;
  return stop;
}

std::optional<words::Key> key_of(Source source) {
  switch (source) {
    case Source::none: return std::nullopt;
    case Source::own: return "why.source_own";
    case Source::gossip: return "why.source_gossip";
    case Source::bundle: return "why.source_bundle";
    case Source::https: return "why.source_https";
    case Source::documents: return "why.source_documents";
    case Source::holder_staple: return "why.source_holder_staple";
  }
  return std::nullopt;
}

std::string where_from(const credential::StatusFacts& status, const Languages& language) {
  const bool is_known = status.word != credential::StatusWord::unknown;
  if (status.list_url.empty() || !is_known) return {};
  std::string text;
  if (const auto key = key_of(status.source)) text = html_of(language, *key);
  const auto& witnesses = status.issuer.witnesses;
  if (witnesses.of == 0) return text;
  return text + (text.empty() ? "" : " ") +
         html_of(
             language, "why.witnesses",
             {{"agree", std::to_string(witnesses.agree)}, {"of", std::to_string(witnesses.of)}});
}

/// From the node to the last who recognises. What is said of the issuer stands at the first stop,
/// which alone is marked where that is not enough.
std::vector<Stop> trust_way(const Verdict& verdict, const std::optional<TrustWays>& trust,
                            const std::string& node_name, const Languages& language) {
  auto first = stop_of(verdict, "trust", html_of(language, "part.trust"), language);
  if (!first) return {};
  if (!trust) return {std::move(*first)};
  first->body += advice_of(*trust, language);
  std::vector<Stop> stops;
  for (auto& [heading, body] : steps_of(*trust, node_name, language)) {
    stops.push_back({.heading = std::move(heading), .body = std::move(body)});
  }
  if (stops.empty()) return {std::move(*first)};
  stops.front().state = first->state;
  stops.front().body = first->body + stops.front().body;
  return stops;
}

Stop check_stop(const Verdict& verdict, const std::string& node_name, const Languages& language) {
  Stop stop{.heading = html_of(language, "why.here")};
  stop.body =
      paragraph(html_of(language, "verdict.checked",
                        {{"time", verdict.checked_at}, {"node", node_name}})) +
      paragraph(html_of(language, verdict.phoned_home ? words::Key("verdict.asked")
                                                      : words::Key("verdict.asked_nobody")));
  return stop;
}

}  // namespace

std::string status_age(const Verdict& verdict, const Languages& language) {
  if (!verdict.status.as_of) return {};
  const std::int64_t age =
      std::max<std::int64_t>(0, verdict.checked_at.ms - verdict.status.as_of->ms);
  if (age < hour_ms) return html_of(language, "verdict.age_minutes");
  if (age < 2 * hour_ms) return html_of(language, "verdict.age_hour");
  if (age < day_ms) {
    return html_of(language, "verdict.age_hours", {{"count", std::to_string(age / hour_ms)}});
  }
  if (age < 2 * day_ms) return html_of(language, "verdict.age_day");
  return html_of(language, "verdict.age_days", {{"count", std::to_string(age / day_ms)}});
}

std::string trust_stops(const Verdict& verdict, const std::string& node_name,
                        const Languages& language, const std::optional<TrustWays>& trust) {
  const auto name = verdict.issuer_name.empty() ? html_of(language, "why.issuer")
                                                : party_html(verdict.issuer_name, verdict.issuer);
  auto stops = trust_way(verdict, trust, node_name, language);
  const auto add = [&](std::optional<Stop> stop) {
    if (stop) stops.push_back(std::move(*stop));
  };
  add(stop_of(verdict, "issuer", name, language));
  add(stop_of(verdict, "proof", html_of(language, "why.signed"), language));
  auto status = stop_of(verdict, "status", html_of(language, "why.status"), language);
  if (status) status->body += paragraph(where_from(verdict.status, language), "aside");
  add(std::move(status));
  if (stops.empty()) return {};
  add(check_stop(verdict, node_name, language));
  std::string list = "<ol class=\"line\">\n";
  for (const auto& stop : stops) list += print_stop(stop, language);
  return list + "</ol>\n" + (trust ? ways_list(*trust, node_name, language) : std::string());
}

}  // namespace waarmerk::node::web
