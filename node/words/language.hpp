// The languages in which this program speaks.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waarmerk::node::words {

/// In the order of spec/messages/make.mjs, which is that of menus.
enum class Language { nl, en, ar, uk, ti, fa, tr, so };

inline constexpr Language all_languages[] = {Language::nl, Language::en, Language::ar,
                                             Language::uk, Language::ti, Language::fa,
                                             Language::tr, Language::so};

/// `nl`, `en`, `ar`.
std::string_view print_language(Language language);
std::optional<Language> read_language(std::string_view text);
/// What its speakers call it.
std::string_view name_of(Language language);
bool is_right_to_left(Language language);
/// Nobody who speaks it has read the texts over, and a page in it says so.
bool is_machine_drafted(Language language);

/// What somebody reads: one language, or two beside each other, for who is learning the one and
/// knows the other. Where only one can stand, it is the first.
struct Languages {
  constexpr Languages(Language one) : first(one) {}
  /// A language beside itself is one language.
  constexpr Languages(Language one, Language other) : first(one) {
    if (other != one) second = other;
  }
  constexpr operator Language() const { return first; }

  Language first;
  std::optional<Language> second = {};
};

/// `nl`, `nl+ti`.
std::string print_languages(const Languages& languages);
/// `nl`, `nl+ti`; a `+` in a query is a space, and read as one. A second language that there is not
/// is left out; nothing where there is no first.
std::optional<Languages> read_languages(std::string_view text);

}  // namespace waarmerk::node::words
