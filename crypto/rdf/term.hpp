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

/// One place of a quad. The texts are UTF-8 and stand as they are in the graph, without escapes.
/// They are borrowed, from a document, from a table that is always there or from Dataset::keep.
/// Whoever makes a term sees to it that what stands in it passes the checks below: what is printed
/// relies on it.
struct Term {
  TermKind kind = TermKind::none;
  bool in_language = false;  ///< of a literal only: its datatype is rdf:langString
  /// The IRI, the label of a blank node without `_:`, or the lexical form of a literal.
  std::string_view value = {};
  /// Of a literal only: its language where it is in one, and otherwise its datatype, but nothing
  /// where that is xsd:string.
  std::string_view suffix = {};

  bool is(TermKind wanted) const { return kind == wanted; }
  /// Of a literal.
  std::string_view datatype() const {
    return in_language ? rdf_lang_string : suffix.empty() ? xsd_string : suffix;
  }
  friend bool operator==(const Term&, const Term&) = default;
};

constexpr Term iri(std::string_view text) { return {.kind = TermKind::iri, .value = text}; }

constexpr Term blank(std::string_view label) { return {.kind = TermKind::blank, .value = label}; }

constexpr Term literal(std::string_view text, std::string_view datatype = xsd_string) {
  return {.kind = TermKind::literal,
          .value = text,
          .suffix = datatype == xsd_string ? std::string_view{} : datatype};
}

constexpr Term language_literal(std::string_view text, std::string_view language) {
  return {.kind = TermKind::literal, .in_language = true, .value = text, .suffix = language};
}

/// Whether the text has no character that an IRI cannot have (N-Quads 4, IRIREF): no control
/// character, space, or any of <>"{}|^`\.
bool has_iri_characters(std::string_view text);

/// Whether it has those characters alone and begins with a scheme, so that it is not relative.
bool is_iri(std::string_view text);

/// Whether it can stand behind `_:` (N-Quads 4, BLANK_NODE_LABEL). The text must be UTF-8.
bool is_blank_label(std::string_view text);

/// Whether it can stand behind the @ of a literal (N-Quads 4, LANGTAG).
bool is_language_tag(std::string_view text);

}  // namespace waarmerk::rdf
