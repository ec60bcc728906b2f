#include "crypto/rdf/nquads.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "crypto/encoding/utf8.hpp"
#include "crypto/rdf/line.hpp"
#include "crypto/rdf/numbered_quads.hpp"

namespace waarmerk::rdf {
namespace {

void append_utf8(std::string& out, char32_t point) {
  const auto put = [&](char32_t byte) {
    out += static_cast<char>(static_cast<unsigned char>(byte));
  };
  const auto follow = [&](unsigned shift) { put(0x80 | ((point >> shift) & 0x3f)); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xc0 | point >> 6);
  } else if (point < 0x10000) {
    put(0xe0 | point >> 12), follow(6);
  } else {
    put(0xf0 | point >> 18), follow(12), follow(6);
  }
  follow(0);
}

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

/// Reads one text from its begin to its end. Each function stands where its production begins, and
/// leaves behind it.
class Parser {
 public:
  Parser(std::string_view text, const NquadsLimits& limits, Dataset& dataset)
      : text_(text), limits_(limits), dataset_(dataset) {}

  Result<void> parse() {
    while (skip_to_statement()) {
      TRY_OK(parse_statement());
      if (dataset_.quads().size() > limits_.quads_max) return fail(too_large, "too many quads");
    }
    return {};
  }

 private:
  bool at_end() const { return at_ == text_.size(); }
  bool at(char c) const { return !at_end() && text_[at_] == c; }
  bool at_line_end() const { return at_end() || at('\n') || at('\r'); }

  bool take(char c) {
    if (!at(c)) return false;
    ++at_;
    return true;
  }

  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  void skip_space() { at_ = std::min(text_.find_first_not_of(" \t", at_), text_.size()); }

  void skip_comment() {
    skip_space();
    if (at('#')) at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
  }

  bool skip_to_statement() {
    for (skip_comment(); at('\n') || at('\r'); skip_comment()) ++at_;
    return !at_end();
  }

  std::unexpected<Error> refuse(std::string_view expected) const {
    const auto line = 1 + std::ranges::count(text_.substr(0, at_), '\n');
    return fail(malformed,
                "line " + std::to_string(line) + ": " + std::string(expected) + " must stand here");
  }

  Result<void> parse_statement() {
    TRY(subject, parse_node());
    skip_space();
    TRY(predicate, parse_iri());
    skip_space();
    TRY(object, parse_object());
    skip_space();
    Term graph;
    if (!at('.')) {
      TRY(named, parse_node());
      graph = named;
      skip_space();
    }
    if (!take('.')) return refuse("a full stop");
    skip_comment();
    if (!at_line_end()) return refuse("the end of a line");
    dataset_.add({.subject = subject, .predicate = predicate, .object = object, .graph = graph});
    return {};
  }

  /// A subject or the name of a graph.
  Result<Term> parse_node() {
    if (at('<')) return parse_iri();
    if (at('_')) return parse_blank();
    return refuse("an IRI or a blank node");
  }

  Result<Term> parse_object() {
    if (at('"')) return parse_literal();
    if (at('<') || at('_')) return parse_node();
    return refuse("an IRI, a blank node or a literal");
  }

  Result<Term> parse_iri() {
    if (!take('<')) return refuse("an IRI");
    TRY(text, parse_quoted('>', "uU"));
    if (!is_iri(text)) return refuse("an absolute IRI");
    return iri(text);
  }

  Result<Term> parse_blank() {
    constexpr std::string_view ends = " \t\r\n<>\"#";
    if (!take("_:")) return refuse("a blank node");
    auto label = text_.substr(at_, text_.find_first_of(ends, at_) - at_);
    while (label.ends_with('.')) label.remove_suffix(1);  // it ends the statement
    if (!is_blank_label(label)) return refuse("the label of a blank node");
    at_ += label.size();
    return blank(label);
  }

  Result<Term> parse_literal() {
    at_ += 1;
    TRY(text, parse_quoted('"', "uUtbnrf\"'\\"));
    if (take("^^")) {
      TRY(datatype, parse_iri());
      if (datatype.value == rdf_lang_string) return refuse("a language tag");
      return literal(text, datatype.value);
    }
    if (!take('@')) return literal(text);
    constexpr std::string_view ends = " \t\r\n.<_";
    const auto language = text_.substr(at_, text_.find_first_of(ends, at_) - at_);
    if (!is_language_tag(language)) return refuse("a language tag");
    at_ += language.size();
    return language_literal(text, language);
  }

  /// What stands before `end`, on this line, with these escapes alone.
  Result<std::string_view> parse_quoted(char end, std::string_view escapes) {
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(end == '>' ? "\\\r\n>" : "\\\r\n\"", at_), text_.size());
    if (take(end)) return text_.substr(begin, at_ - 1 - begin);
    std::string unescaped(text_.substr(begin, at_ - begin));
    while (!take(end)) {
      if (at_line_end()) return refuse("an end of the IRI or literal");
      if (take('\\')) {
        TRY_OK(parse_escape(escapes, unescaped));
      } else {
        unescaped += text_[at_++];
      }
    }
    return dataset_.keep(unescaped);
  }

  Result<void> parse_escape(std::string_view escapes, std::string& out) {
    static constexpr std::string_view plain = "tbnrf\"'\\", meant = "\t\b\n\r\f\"'\\";
    if (at_end() || !escapes.contains(text_[at_])) return refuse("an escape that is known");
    const char kind = text_[at_++];
    if (kind != 'u' && kind != 'U') {
      out += meant[plain.find(kind)];
      return {};
    }
    char32_t point = 0;
    for (int left = kind == 'u' ? 4 : 8; left > 0; --left) {
      const auto digit = at_end() ? std::nullopt : hex_digit(text_[at_]);
      if (!digit || point > 0x10ffff) return refuse("a code point in hexadecimal");
      point = point << 4 | *digit;
      ++at_;
    }
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    if (surrogate || point > 0x10ffff) return refuse("a code point of Unicode");
    append_utf8(out, point);
    return {};
  }

  std::string_view text_;
  const NquadsLimits& limits_;
  Dataset& dataset_;
  std::size_t at_ = 0;
};

}  // namespace

Result<Dataset> parse_nquads(std::string_view text, const NquadsLimits& limits) {
  if (text.size() > limits.bytes_max) return fail(too_large, "the text is too long");
  if (!encoding::is_utf8(text)) return fail(malformed, "the text is not UTF-8");
  Dataset dataset;
  TRY_OK(Parser(dataset.keep(text), limits, dataset).parse());
  return dataset;
}

std::string print_nquads(const Dataset& dataset) {
  const NumberedQuads numbered(dataset);
  const Labels labels{.names = numbered.labels()};
  std::string text;
  for (const Line& line : numbered.lines()) append_line(text, line, labels);
  return text;
}

}  // namespace waarmerk::rdf
