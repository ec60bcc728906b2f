#include "node/actions/explanation.hpp"

#include <algorithm>
#include <utility>

namespace waarmerk::node::actions {
namespace {

using trust::Level;

std::string call(const Party& party) { return party.name.empty() ? party.did : party.name; }

std::string list_names(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

/// Those who know the issuer themselves, at the ends of the paths.
std::vector<std::string> last_words(const std::vector<ShownPath>& paths) {
  std::vector<std::string> names;
  for (const auto& path : paths) {
    auto name = call(path.bits.empty() ? path.root : path.bits.back().from);
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

/// The roots that paths begin at which lead over others.
std::vector<std::string> ways_of(const std::vector<ShownPath>& paths) {
  std::vector<std::string> names;
  for (const auto& path : paths) {
    if (path.bits.size() < 2) continue;
    auto name = call(path.root);
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

bool is_root_itself(const Explanation& shown) {
  return !shown.paths.empty() && shown.paths.front().bits.empty();
}

/// Three of the values: they are others' texts, and may be many.
std::string print_for_what(const trust::Scope& scope) {
  if (scope.is_empty()) return "without saying for what";
  constexpr std::size_t told_max = 3;
  std::string text;
  std::size_t told = 0;
  for (const auto& [dimension, values] : scope.values) {
    for (const auto& value : values) {
      if (told == told_max) return text + " and more";
      text += (told++ == 0 ? "for " : ", ") + value;
    }
  }
  return text;
}

std::string who_could_say(const Explanation& shown) {
  if (std::ranges::find(shown.vouchers, 0, &ShownVoucher::says) == shown.vouchers.end()) return {};
  return " " + shown.could_say() + " could say whether it is to be believed.";
}

std::string asks_for_more(const Explanation& shown) {
  return "your rule asks for more: " + std::to_string(shown.amount) + " of " +
         std::to_string(shown.needed) + shown.may_be_more() + ".";
}

std::string sentence_of_none(const Explanation& shown) {
  if (!shown.has_roots) return "You have named nobody whom you believe, so nobody is recognised.";
  const auto known = shown.known_for_else();
  std::string text = "Nobody you trust knows " + call(shown.issuer) +
                     (known.empty() ? "" : " for what was asked, but " + known) + ".";
  if (shown.amount > 0) {
    text = "What you trust says too little of " + call(shown.issuer) + ": " +
           std::to_string(shown.amount) + " of " + std::to_string(shown.needed) + "." +
           (known.empty() ? "" : " But " + known + ".");
  }
  text += who_could_say(shown);
  std::vector<std::string> unheard;
  for (const auto& doubt : shown.doubts)
    if (doubt.why == credential::Liveness::unknown) unheard.push_back(call(doubt.who));
  if (!unheard.empty()) text += " Nothing was heard here yet of " + list_names(unheard) + ".";
  return text;
}

}  // namespace

std::string_view print_level(Level level) {
  switch (level) {
    case Level::vetoed: return "vetoed";
    case Level::full: return "full";
    case Level::partial: return "partial";
    case Level::undecided: return "undecided";
    case Level::none: return "none";
  }
  return "none";
}

std::string Explanation::sentence() const {
  const auto known_by = last_words(paths);
  switch (level) {
    case Level::vetoed: return objector() + " objects to " + call(issuer) + ".";
    case Level::full:
      if (is_root_itself(*this)) return "You trust " + call(issuer) + " yourself.";
      return call(issuer) + " is recognised by " + recognised_by() + ".";
    case Level::partial:
      if (is_root_itself(*this)) {
        return "You trust " + call(issuer) + " yourself, and " + asks_for_more(*this);
      }
      return (known_by.size() == 1 ? "Only " : "") + list_names(known_by) +
             (known_by.size() == 1 ? " vouches for " : " vouch for ") + call(issuer) + ", and " +
             asks_for_more(*this);
    case Level::undecided:
      return "Whether enough is said of " + call(issuer) +
             " could not be told: " + why_undecided() + "." + who_could_say(*this);
    case Level::none: return sentence_of_none(*this);
  }
  return {};
}

std::string Explanation::recognised_by() const {
  if (is_root_itself(*this)) return "your own policy";
  const auto ways = ways_of(paths);
  return list_names(last_words(paths)) + ", whom you trust" +
         (ways.empty() ? "" : " by way of " + list_names(ways));
}

std::string Explanation::may_be_more() const {
  if (is_cut_short) return ", and more is said of it than is looked at";
  return bound < needed ? "" : ", and there may be up to " + std::to_string(bound);
}

std::string Explanation::why_undecided() const {
  if (is_cut_short) return "more is said of it than is looked at";
  return std::to_string(amount) + " of " + std::to_string(needed) +
         " was found, and there may be up to " + std::to_string(bound);
}

std::string Explanation::objector() const {
  return vetoed_by ? call(*vetoed_by) : "One of those you trust";
}

std::string Explanation::could_say() const {
  std::vector<std::string> names;
  for (const auto& voucher : vouchers) {
    if (names.size() < 3 && voucher.says == 0) names.push_back(call(voucher.who));
  }
  return names.empty() ? "somebody whom you trust" : list_names(names);
}

std::string Explanation::known_for_else() const {
  constexpr std::size_t told_max = 3;
  std::vector<std::string> words;
  for (const auto& known : known_for) {
    if (words.size() == told_max) break;
    const bool is_same = !words.empty() && known.who == known_for[words.size() - 1].who;
    auto what = print_for_what(known.scope);
    if (is_same) {
      words.push_back(std::move(what));
    } else {
      words.push_back(call(known.who) + (words.empty() ? " knows it " : " ") + what);
    }
  }
  return list_names(words);
}

std::string Heeded::sentence() const {
  if (vetoed_by) return call(*vetoed_by) + " objects to " + call(who) + ".";
  const auto words = "What " + call(who) + " says of others ";
  if (amount == 0) return words + "does not count for you.";
  if (amount >= needed) return words + "is enough for you.";
  return words + "counts for " + std::to_string(amount) + " of the " + std::to_string(needed) +
         " that your rule asks.";
}

}  // namespace waarmerk::node::actions
