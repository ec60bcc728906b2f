#include "node/words/language.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "node/words/catalogue.hpp"

namespace waarmerk::node::words {
namespace {

const Edition& edition_of(Language language) {
  return editions()[static_cast<std::size_t>(language)];
}

}  // namespace

std::string_view print_language(Language language) { return edition_of(language).language; }

std::string_view name_of(Language language) { return edition_of(language).name; }

bool is_right_to_left(Language language) { return edition_of(language).is_right_to_left; }

bool is_machine_drafted(Language language) { return edition_of(language).is_machine_drafted; }

std::optional<Language> read_language(std::string_view text) {
  const auto* const found = std::ranges::find(all_languages, text, print_language);
  if (found == std::end(all_languages)) return std::nullopt;
  return *found;
}

std::string print_languages(const Languages& languages) {
  std::string text(print_language(languages.first));
  if (languages.second) text += "+" + std::string(print_language(*languages.second));
  return text;
}

std::optional<Languages> read_languages(std::string_view text) {
  const auto sign = std::min(text.find_first_of("+ "), text.size());
  const auto first = read_language(text.substr(0, sign));
  if (!first) return std::nullopt;
  const auto second = read_language(text.substr(std::min(sign + 1, text.size())));
  return second ? Languages(*first, *second) : Languages(*first);
}

}  // namespace waarmerk::node::words
