#include "crypto/rdf/line.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace waarmerk::rdf {
namespace {

constexpr std::size_t layout_bytes_max = 32;  // brackets, quotes, spaces and the stop of one line

bool needs_escape(unsigned char c) { return c < 0x20 || c == '"' || c == '\\' || c == 0x7f; }

/// U+FFFE and U+FFFF, which no XML has, are EF BF BE and EF BF BF.
bool is_noncharacter(std::string_view at) {
  return at.starts_with("\xef\xbf\xbe") || at.starts_with("\xef\xbf\xbf");
}

// Clang's vectors: a block is looked at in a few instructions on any processor we build for.
constexpr std::size_t block_bytes = 16;
using Block = std::uint8_t __attribute__((ext_vector_type(block_bytes)));
using BlockBits = bool __attribute__((ext_vector_type(block_bytes)));

/// Whether a block of bytes holds none that is escaped or may begin one that is.
bool is_plain(const char* at) {
  Block block;
  std::memcpy(&block, at, block_bytes);
  const auto found =
      (block < 0x20) | (block == '"') | (block == '\\') | (block == 0x7f) | (block == 0xef);
  return std::bit_cast<std::uint16_t>(__builtin_convertvector(found, BlockBits)) == 0;
}

std::size_t first_to_escape(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (text.size() - i >= block_bytes && is_plain(text.data() + i)) {
      i += block_bytes;
      continue;
    }
    if (text.size() >= block_bytes && i > text.size() - block_bytes &&
        is_plain(text.data() + text.size() - block_bytes)) {
      return text.size();  // the last block reaches back over what was looked at
    }
    const auto c = static_cast<unsigned char>(text[i]);
    if (needs_escape(c) || (c == 0xef && is_noncharacter(text.substr(i)))) return i;
    ++i;
  }
  return text.size();
}

void append_escape(std::string& out, unsigned char c) {
  static constexpr std::string_view meant = "\b\t\n\f\r\"\\", letters = "btnfr\"\\";
  static constexpr std::string_view hex = "0123456789ABCDEF";
  const auto found = meant.find(static_cast<char>(c));
  out += '\\';
  if (found != std::string_view::npos) {
    out += letters[found];
  } else {
    out.append("u00").append(1, hex[c >> 4]).append(1, hex[c & 15]);
  }
}

std::strong_ordering order_of(char a, char b) {
  return static_cast<unsigned char>(a) <=> static_cast<unsigned char>(b);
}

bool same_place(std::string_view a, std::string_view b) {
  return a.data() == b.data() && a.size() == b.size();
}

/// The order of two texts that each have `end` behind them, which stands in neither.
std::strong_ordering compare_ended(std::string_view a, std::string_view b, char end) {
  const std::size_t shared = std::min(a.size(), b.size());
  const int order = a.substr(0, shared).compare(b.substr(0, shared));
  if (order != 0) return order <=> 0;
  if (a.size() == b.size()) return std::strong_ordering::equal;
  return a.size() < b.size() ? order_of(end, b[shared]) : order_of(a[shared], end);
}

/// Most terms are the very text of another one, and then need not be read.
std::strong_ordering compare_iris(std::string_view a, std::string_view b) {
  return same_place(a, b) ? std::strong_ordering::equal : compare_ended(a, b, '>');
}

std::strong_ordering compare_blanks(std::uint32_t a, std::uint32_t b, const Labels& labels) {
  if (a == b) return std::strong_ordering::equal;
  return compare_ended(labels.of(a), labels.of(b), ' ');
}

/// What a term begins with, in print: the stop of the line where there is no graph.
char first_character(TermKind kind) {
  switch (kind) {
    case TermKind::none: return '.';
    case TermKind::iri: return '<';
    case TermKind::blank: return '_';
    case TermKind::literal: return '"';
  }
  return '.';
}

/// What follows the second quote: nothing, a language or a datatype.
std::strong_ordering compare_suffixes(const Term& a, const Term& b) {
  const auto sign = [](const Term& term) {
    return !term.language.empty() ? '@' : term.datatype == xsd_string ? ' ' : '^';
  };
  if (const auto order = order_of(sign(a), sign(b)); order != 0) return order;
  if (!a.language.empty()) return compare_ended(a.language, b.language, ' ');
  return compare_iris(a.datatype, b.datatype);
}

std::strong_ordering compare_literals(const Line& a, const Line& b) {
  const auto order = compare_ended(a.object, b.object, '"');
  return order != 0 ? order : compare_suffixes(a.quad->object, b.quad->object);
}

/// Subjects, objects and graphs, which are the first, second and third of `Line::blanks`.
template <std::size_t I>
std::strong_ordering compare_terms(const Line& a, const Line& b, const Labels& labels) {
  const auto term = [](const Line& line) -> const Term& {
    return I == 0 ? line.quad->subject : I == 1 ? line.quad->object : line.quad->graph;
  };
  const TermKind kind = term(a).kind;
  if (kind != term(b).kind) {
    return order_of(first_character(kind), first_character(term(b).kind));
  }
  switch (kind) {
    case TermKind::none: return std::strong_ordering::equal;
    case TermKind::iri: return compare_iris(term(a).value, term(b).value);
    case TermKind::blank: return compare_blanks(a.blanks[I], b.blanks[I], labels);
    case TermKind::literal: break;
  }
  return compare_literals(a, b);
}

struct Place {
  const Term& term;
  std::string_view text;
  std::uint32_t blank;
};

Place subject_of(const Line& line) {
  return {line.quad->subject, line.quad->subject.value, line.blanks[0]};
}
Place object_of(const Line& line) { return {line.quad->object, line.object, line.blanks[1]}; }
Place graph_of(const Line& line) {
  return {line.quad->graph, line.quad->graph.value, line.blanks[2]};
}

char* put(char* at, std::string_view text) { return std::copy_n(text.data(), text.size(), at); }

char* put_iri(char* at, std::string_view text) {
  assert(has_iri_characters(text));  // it could end where it should not
  *at++ = '<';
  at = put(at, text);
  *at++ = '>';
  return at;
}

char* put_literal(char* at, const Place& place) {
  *at++ = '"';
  at = put(at, place.text);
  *at++ = '"';
  if (!place.term.language.empty()) {
    *at++ = '@';
    return put(at, place.term.language);
  }
  if (place.term.datatype == xsd_string) return at;
  return put_iri(put(at, "^^"), place.term.datatype);
}

/// A term and the space behind it.
char* put_place(char* at, const Place& place, const Labels& labels) {
  switch (place.term.kind) {
    case TermKind::none: return at;
    case TermKind::iri: at = put_iri(at, place.text); break;
    case TermKind::blank: at = put(put(at, "_:"), labels.of(place.blank)); break;
    case TermKind::literal: at = put_literal(at, place); break;
  }
  *at++ = ' ';
  return at;
}

/// At least as much as the place takes, without the layout.
std::size_t bytes_max(const Place& place, const Labels& labels) {
  if (place.term.is(TermKind::blank)) return labels.of(place.blank).size();
  return place.text.size() + place.term.datatype.size() + place.term.language.size();
}

}  // namespace

std::string_view escape_literal(std::string_view text, Arena& arena) {
  std::size_t plain = first_to_escape(text);
  if (plain == text.size()) return text;
  std::string escaped;
  while (!text.empty()) {
    escaped.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) break;
    if (is_noncharacter(text)) {
      escaped.append(text[2] == '\xbe' ? "\\uFFFE" : "\\uFFFF");
      text.remove_prefix(3);
    } else {
      append_escape(escaped, static_cast<unsigned char>(text[0]));
      text.remove_prefix(1);
    }
    plain = first_to_escape(text);
  }
  return arena.keep({escaped});
}

bool share_subject(const Line& a, const Line& b) {
  return a.blanks[0] == b.blanks[0] && same_place(a.quad->subject.value, b.quad->subject.value);
}

std::strong_ordering compare_lines(const Line& a, const Line& b, const Labels& labels) {
  const auto order = compare_subjects(a, b, labels);
  return order != 0 ? order : compare_rest(a, b, labels);
}

std::strong_ordering compare_subjects(const Line& a, const Line& b, const Labels& labels) {
  return compare_terms<0>(a, b, labels);
}

std::strong_ordering compare_rest(const Line& a, const Line& b, const Labels& labels) {
  auto order = compare_iris(a.quad->predicate.value, b.quad->predicate.value);
  if (order == 0) order = compare_terms<1>(a, b, labels);
  if (order == 0) order = compare_terms<2>(a, b, labels);
  return order;
}

bool same_quad(const Line& a, const Line& b) {
  return a.blanks == b.blanks && compare_lines(a, b, {}) == 0;
}

void append_line(std::string& out, const Line& line, const Labels& labels) {
  const Place subject = subject_of(line), object = object_of(line), graph = graph_of(line);
  const std::size_t before = out.size();
  const std::size_t after_max = before + bytes_max(subject, labels) +
                                line.quad->predicate.value.size() + bytes_max(object, labels) +
                                bytes_max(graph, labels) + layout_bytes_max;
  out.resize_and_overwrite(after_max, [&](char* begin, std::size_t) {
    char* at = put_place(begin + before, subject, labels);
    at = put_iri(at, line.quad->predicate.value);
    *at++ = ' ';
    at = put_place(put_place(at, object, labels), graph, labels);
    return static_cast<std::size_t>(put(at, ".\n") - begin);
  });
}

}  // namespace waarmerk::rdf
