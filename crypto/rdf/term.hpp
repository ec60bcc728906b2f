// Term: an IRI, a blank node or a literal (RDF 1.1 Concepts 3). Its texts are borrowed.
#pragma once

#include <cstdint>
#include <string_view>

namespace waarmerk::rdf {

inline constexpr std::string_view xsd_string = "http://www.w3.org/2001/XMLSchema#string";
inline constexpr std::string_view rdf_lang_string =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";

enum class TermKind : std::uint8_t {
  none,  ///< the default graph
  iri,
  blank,
  literal,
};

/// One place of a quad. The texts stand as they are in the graph, without escapes. They are
/// borrowed, from a document, from a table that is always there or from Dataset::keep.
struct Term {
  TermKind kind = TermKind::none;
  /// The IRI, the label of a blank node without `_:`, or the lexical form of a literal.
  std::string_view value = {};
  /// Of a literal only, and never empty there.
  std::string_view datatype = {};
  /// Only where the datatype is rdf:langString, and never empty there.
  std::string_view language = {};

  bool is(TermKind wanted) const { return kind == wanted; }
  friend bool operator==(const Term&, const Term&) = default;
};

constexpr Term iri(std::string_view text) { return {.kind = TermKind::iri, .value = text}; }

constexpr Term blank(std::string_view label) { return {.kind = TermKind::blank, .value = label}; }

constexpr Term literal(std::string_view text, std::string_view datatype = xsd_string) {
  return {.kind = TermKind::literal, .value = text, .datatype = datatype};
}

constexpr Term language_literal(std::string_view text, std::string_view language) {
  return {
      .kind = TermKind::literal, .value = text, .datatype = rdf_lang_string, .language = language};
}

}  // namespace waarmerk::rdf
