#include "crypto/rdf/line.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "crypto/rdf/iri_order.hpp"

namespace waarmerk::rdf {
namespace {

constexpr std::size_t layout_bytes_max = 32;  // brackets, quotes, spaces and the stop of one line

/// U+FFFE and U+FFFF, which no XML has, are EF BF BE and EF BF BF.
bool is_noncharacter(std::string_view at) {
  return at.starts_with("\xef\xbf\xbe") || at.starts_with("\xef\xbf\xbf");
}

/// Whether a byte is escaped, or may begin what is.
constexpr bool is_suspect(unsigned char c) {
  return c < 0x20 || c == '"' || c == '\\' || c == 0x7f || c == 0xef;
}

// Clang's vectors: a block is looked at in a few instructions on any processor we build for.
constexpr std::size_t block_bytes = 16;
using Block = std::uint8_t __attribute__((ext_vector_type(block_bytes)));
using BlockBits = bool __attribute__((ext_vector_type(block_bytes)));

/// A bit for each byte of a block, the first one lowest: whether it is a suspect.
unsigned suspects_in(const char* at) {
  Block block;
  std::memcpy(&block, at, block_bytes);
  const auto found =
      (block < 0x20) | (block == '"') | (block == '\\') | (block == 0x7f) | (block == 0xef);
  return std::bit_cast<std::uint16_t>(__builtin_convertvector(found, BlockBits));
}

/// The first suspect from `i` on, or the end of the text.
std::size_t first_suspect(std::string_view text, std::size_t i) {
  const std::size_t size = text.size();
  for (; i + block_bytes <= size; i += block_bytes) {
    if (const unsigned found = suspects_in(text.data() + i); found != 0) {
      return i + static_cast<std::size_t>(std::countr_zero(found));
    }
  }
  if (i < size && size >= block_bytes) {  // the last block reaches back over what was looked at
    const unsigned found =
        suspects_in(text.data() + size - block_bytes) >> (i + block_bytes - size);
    return found == 0 ? size : i + static_cast<std::size_t>(std::countr_zero(found));
  }
  while (i < size && !is_suspect(static_cast<unsigned char>(text[i]))) ++i;
  return i;
}

std::size_t first_to_escape(std::string_view text) {
  std::size_t i = first_suspect(text, 0);
  while (i < text.size() && text[i] == '\xef' && !is_noncharacter(text.substr(i))) {
    i = first_suspect(text, i + 1);
  }
  return i;
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

bool same_place(std::string_view a, std::string_view b) {
  return a.data() == b.data() && a.size() == b.size();
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
    return term.in_language ? '@' : term.suffix.empty() ? ' ' : '^';
  };
  if (const auto order = order_of(sign(a), sign(b)); order != 0) return order;
  if (a.in_language) return compare_ended(a.suffix, b.suffix, ' ');
  return compare_iris(a.suffix, b.suffix);
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

using TwoBlocks = std::array<Block, 2>;

/// Two words of a kind, which may overlap, are a copy of any text that is as long as one to two.
template <class Word>
void copy_ends(char* to, const char* from, std::size_t size) {
  Word first, last;
  std::memcpy(&first, from, sizeof first);
  std::memcpy(&last, from + size - sizeof last, sizeof last);
  std::memcpy(to, &first, sizeof first);
  std::memcpy(to + size - sizeof last, &last, sizeof last);
}

/// Most texts are short: no call is made for them.
char* put(char* at, std::string_view text) {
  const std::size_t size = text.size();
  if (size > 2 * sizeof(TwoBlocks)) {
    std::memcpy(at, text.data(), size);
  } else if (size >= sizeof(TwoBlocks)) {
    copy_ends<TwoBlocks>(at, text.data(), size);
  } else if (size >= block_bytes) {
    copy_ends<Block>(at, text.data(), size);
  } else if (size >= 8) {
    copy_ends<std::uint64_t>(at, text.data(), size);
  } else {
    for (std::size_t i = 0; i < size; ++i) at[i] = text[i];
  }
  return at + size;
}

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
  const std::string_view suffix = place.term.suffix;
  if (suffix.empty()) return at;
  if (!place.term.in_language) return put_iri(put(at, "^^"), suffix);
  *at++ = '@';
  return put(at, suffix);
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
  return place.text.size() + place.term.suffix.size();
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

std::uint64_t subject_key(const Line& line, const Labels& labels) {
  const Term& subject = line.quad->subject;
  return subject.is(TermKind::blank) ? text_key('_', labels.of(line.blanks[0]), ' ')
                                     : text_key('<', subject.value, '>');
}

std::strong_ordering compare_lines(const Line& a, const Line& b, const Labels& labels) {
  const auto order = compare_subjects(a, b, labels);
  return order != 0 ? order : compare_rest(a, b, labels);
}

std::strong_ordering compare_subjects(const Line& a, const Line& b, const Labels& labels) {
  return compare_terms<0>(a, b, labels);
}

std::strong_ordering compare_rest_as_texts(const Line& a, const Line& b, const Labels& labels) {
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
