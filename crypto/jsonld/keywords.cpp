#include "crypto/jsonld/keywords.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace waarmerk::jsonld {
namespace {

/// By the number of the enumerator.
constexpr std::array<std::string_view, 24> words = {
    "",         "@base",   "@container", "@context", "@direction", "@graph",
    "@id",      "@import", "@included",  "@index",   "@json",      "@language",
    "@list",    "@nest",   "@none",      "@prefix",  "@propagate", "@protected",
    "@reverse", "@set",    "@type",      "@value",   "@version",   "@vocab",
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

Keyword keyword_of(std::string_view text) {
  if (text.empty() || text[0] != '@') return Keyword::none;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] == text) return static_cast<Keyword>(i);
  }
  return Keyword::none;
}

std::string_view word_of(Keyword keyword) { return words[static_cast<std::size_t>(keyword)]; }

bool looks_like_keyword(std::string_view text) {
  return text.size() > 1 && text[0] == '@' && std::ranges::all_of(text.substr(1), is_letter);
}

}  // namespace waarmerk::jsonld
