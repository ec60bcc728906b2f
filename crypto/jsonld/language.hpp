// Language tags and base directions, as JSON-LD asks of them.
#pragma once

#include <cstdint>
#include <string_view>

#include "crypto/jsonld/arena.hpp"

namespace waarmerk::jsonld {

/// What a term or a context says of the base direction.
enum class Direction : std::uint8_t {
  unsaid,
  null,  ///< said to be none
  ltr,
  rtl,
};

/// `ltr` or `rtl`; anything else is Direction::unsaid.
Direction direction_of(std::string_view text);

/// The word; empty for none.
std::string_view word_of(Direction direction);

/// Whether `tag` is of the form of a language tag (BCP 47 2.2.9): parts of one to eight letters or
/// digits, the first of letters only.
bool is_language_tag(std::string_view tag);

/// `tag` in lower case, as processors write it to RDF: itself, or a copy in `texts`.
std::string_view lower_case(std::string_view tag, Arena& texts);

}  // namespace waarmerk::jsonld
