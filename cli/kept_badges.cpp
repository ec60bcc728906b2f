#include "cli/kept_badges.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "cli/badge_reading.hpp"
#include "node/credential/sentences.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;
namespace wallet = node::wallet;

std::optional<std::size_t> number_in(const std::string& text) {
  std::size_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return number;
}

void say(Output& output, std::string_view name, const std::string& text) {
  if (!text.empty()) output.say("    " + std::string(name) + ": " + one_line(text));
}

/// Long enough to know it by: a portrait as text would fill the screen.
std::string shortened(const std::string& value) {
  constexpr std::size_t bytes_max = 300;
  if (value.size() <= bytes_max) return value;
  auto end = bytes_max;
  const auto is_inside = [&] { return (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80; };
  while (end > 0 && is_inside()) --end;
  return value.substr(0, end) + "... (" + std::to_string(value.size()) + " bytes)";
}

void say_lines(Output& output, std::string_view name,
               const std::vector<credential::ViewLine>& lines) {
  for (const auto& line : lines) {
    const bool both = !line.name.empty() && !line.text.empty();
    say(output, name, line.name + (both ? ": " : "") + line.text);
  }
}

void say_badge(const wallet::KeptBadge& badge, Output& output) {
  const auto view = view_of(badge);
  output.say("  " + one_line(view.name.empty() ? "A badge that is not readable here" : view.name));
  say(output, "issued by", issuer_of(view));
  say(output, "given to",
      view.subject.empty() && view.is_subject_hashed
          ? "you, by a name or address that it holds as a hash"
          : view.subject);
  say(output, "since", day_of(view.from));
  say(output, "until", day_of(view.until));
  say(output, "how you earned it", view.narrative);
  say_lines(output, "result", view.results);
  say_lines(output, "evidence", view.evidence);
}

}  // namespace

credential::BadgeView view_of(const wallet::KeptBadge& badge) {
  auto read = read_badge(badge.text);
  return read ? std::move(read->view) : credential::BadgeView{};
}

std::string issuer_of(const credential::BadgeView& view) {
  return credential::say_party(view.issuer_name, view.issuer_id);
}

std::string day_of(const std::optional<UnixTime>& time) {
  return time ? print_time(*time).substr(0, std::string_view("2026-03-03").size()) : std::string();
}

Result<std::size_t> find_badge(const wallet::Book& book, const std::string& named) {
  if (const auto number = number_in(named)) {
    if (*number >= 1 && *number <= book.badges.size()) return *number - 1;
  }
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < book.badges.size(); ++i) {
    // What cannot be read has no id, and nobody asks for that.
    if (named.empty() || view_of(book.badges[i]).id != named) continue;
    if (found) return fail(two_such_badges, "Several badges have this id: name it by its number.");
    found = i;
  }
  if (found) return *found;
  return fail(no_such_badge, "There is no badge \"" + one_line(named) +
                                 "\" in the book. See: waarmerk wallet list");
}

Result<std::vector<wallet::KeptBadge>> find_badges(const wallet::Book& book,
                                                   const std::vector<std::string>& named) {
  std::vector<std::size_t> places;
  for (const auto& name : named) {
    TRY(place, find_badge(book, name));
    if (std::ranges::find(places, place) == places.end()) places.push_back(place);
  }
  std::vector<wallet::KeptBadge> found;
  for (const auto place : places) found.push_back(book.badges[place]);
  return found;
}

void say_which_claims(const wallet::KeptBadge& badge, const wallet::Part& part, Output& output) {
  const auto view = view_of(badge);
  const auto name = view.name.empty() ? std::string("A credential") : view.name;
  output.say("Of \"" + one_line(name) + "\" by " + one_line(issuer_of(view)) +
             " they will see this, and no more:");
  for (const auto& claim : part.shown) {
    output.say("    " + one_line(claim.name) + ": " + one_line(shortened(claim.value)));
  }
  std::string withheld;
  for (const auto& each : part.withheld) withheld += (withheld.empty() ? "" : ", ") + each;
  if (!withheld.empty()) output.say("  You keep back: " + one_line(withheld));
}

void say_what_is_seen(std::span<const wallet::KeptBadge> badges, Output& output) {
  output.say("They will see all that the badge says, and the DID of your key:");
  for (const auto& badge : badges) say_badge(badge, output);
}

}  // namespace waarmerk::cli
