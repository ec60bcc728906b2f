// IRIs: what form a text has, and a reference resolved against a base (RFC 3986 5, RFC 3987).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/jsonld/keywords.hpp"

namespace waarmerk::jsonld {

enum class IriForm : std::uint8_t {
  none,       ///< nothing at all: JSON-LD's null
  keyword,    ///< a word of JSON-LD
  relative,   ///< no scheme, or white space in it
  malformed,  ///< a scheme, but then a character that no IRI has
  iri,
  blank,  ///< a blank node identifier, `_:label`
};

/// What IRI expansion gives: a text and its form. The text is borrowed.
struct Iri {
  std::string_view text = {};
  IriForm form = IriForm::none;
  Keyword keyword = Keyword::none;  ///< of IriForm::keyword

  bool is(IriForm wanted) const { return form == wanted; }
  /// Whether RDF has a term for it.
  bool is_resource() const { return is(IriForm::iri) || is(IriForm::blank); }
  /// Whether it has a scheme or is a blank node.
  bool is_absolute() const { return is_resource() || is(IriForm::malformed); }
};

/// The form of a text that is no keyword.
IriForm form_of(std::string_view text);

/// `text` with its form.
Iri classified(std::string_view text);

Iri iri_of(Keyword keyword);

/// `reference` resolved against `base`, which has a scheme (RFC 3986 5.2); without one, or without
/// any base, the reference as it is.
std::string resolve(std::string_view base, std::string_view reference);

}  // namespace waarmerk::jsonld
