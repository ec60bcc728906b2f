// Keywords: the words of JSON-LD that start with `@` (JSON-LD 1.1 section 1.7).
#pragma once

#include <cstdint>
#include <string_view>

namespace waarmerk::jsonld {

enum class Keyword : std::uint8_t {
  none,  ///< no keyword
  base,
  container,
  context,
  direction,
  graph,
  id,
  import,
  included,
  index,
  json,
  language,
  list,
  nest,
  none_word,  ///< `@none`
  prefix,
  propagate,
  protected_word,  ///< `@protected`
  reverse,
  set,
  type,
  value,
  version,
  vocab,
};

/// The keyword that `text` is, or Keyword::none.
Keyword keyword_of(std::string_view text);

/// The word itself, with its `@`; empty for Keyword::none.
std::string_view word_of(Keyword keyword);

/// Whether `text` is `@` and letters: a keyword, or kept for one to come.
bool looks_like_keyword(std::string_view text);

}  // namespace waarmerk::jsonld
