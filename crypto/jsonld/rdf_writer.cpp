#include "crypto/jsonld/rdf_writer.hpp"

#include <array>
#include <charconv>
#include <string>

#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/literals.hpp"

namespace waarmerk::jsonld {
namespace {

constexpr rdf::Term rdf_type = rdf::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
constexpr rdf::Term rdf_first = rdf::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#first");
constexpr rdf::Term rdf_rest = rdf::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#rest");
constexpr rdf::Term rdf_nil = rdf::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#nil");
constexpr rdf::Term rdf_value = rdf::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#value");
constexpr rdf::Term rdf_language = rdf::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#language");
constexpr rdf::Term rdf_direction =
    rdf::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#direction");

bool has_direction(const ValueElement& value) {
  return value.direction == Direction::ltr || value.direction == Direction::rtl;
}

}  // namespace

Result<void> RdfWriter::write(Elements elements) {
  write_all(elements, {});
  if (error_) return std::unexpected(*std::move(error_));
  return {};
}

void RdfWriter::write_all(Elements elements, const Graph& graph) {
  for (const Element* at = elements.first; at != nullptr; at = at->next) write_object(*at, graph);
}

void RdfWriter::add(const rdf::Term& subject, const rdf::Term& predicate, const rdf::Term& object,
                    const Graph& graph) {
  constexpr rdf::TermKind none = rdf::TermKind::none;
  if (subject.is(none) || predicate.is(none) || object.is(none) || !graph.written) return;
  dataset_.add(subject, predicate, object, graph.name);
}

rdf::Term RdfWriter::write_object(const Element& element, const Graph& graph) {
  switch (element.kind) {
    case Element::Kind::node: return write_node(static_cast<const NodeElement&>(element), graph);
    case Element::Kind::list: return write_list(static_cast<const ListElement&>(element), graph);
    case Element::Kind::value: break;
  }
  return write_value(static_cast<const ValueElement&>(element), graph);
}

rdf::Term RdfWriter::write_node(const NodeElement& node, const Graph& graph) {
  const rdf::Term subject = node.has_id ? term_of(node.id) : fresh_blank();
  if (places_ != nullptr && node.source && subject.is(rdf::TermKind::blank)) {
    places_->push_back({.label = subject.value, .object = *node.source});
  }
  if (node.has_index) note_index(node, subject, graph);
  write_types(node, subject, graph);
  write_properties(node, subject, graph);
  write_reverse(node, subject, graph);
  if (node.has_graph) {
    write_all(node.graph, {.name = subject, .written = !subject.is(rdf::TermKind::none)});
  }
  write_all(node.included, graph);
  return subject;
}

void RdfWriter::write_types(const NodeElement& node, const rdf::Term& subject, const Graph& graph) {
  for (const Type* at = node.types.first; at != nullptr; at = at->next) {
    add(subject, rdf_type, term_of(at->iri), graph);
  }
}

void RdfWriter::write_properties(const NodeElement& node, const rdf::Term& subject,
                                 const Graph& graph) {
  for (const Property* at = node.properties.first; at != nullptr; at = at->next) {
    const rdf::Term predicate = predicate_of(at->name);
    for (const Element* value = at->values.first; value != nullptr; value = value->next) {
      add(subject, predicate, write_object(*value, graph), graph);
    }
  }
}

void RdfWriter::write_reverse(const NodeElement& node, const rdf::Term& subject,
                              const Graph& graph) {
  for (const Property* at = node.reverse.first; at != nullptr; at = at->next) {
    const rdf::Term predicate = predicate_of(at->name);
    for (const Element* value = at->values.first; value != nullptr; value = value->next) {
      add(write_object(*value, graph), predicate, subject, graph);
    }
  }
}

rdf::Term RdfWriter::write_list(const ListElement& list, const Graph& graph) {
  if (list.items.empty()) return rdf_nil;
  const rdf::Term head = fresh_blank();
  rdf::Term at = head;
  for (const Element* item = list.items.first; item != nullptr; item = item->next) {
    add(at, rdf_first, write_object(*item, graph), graph);
    const rdf::Term rest = item->next == nullptr ? rdf_nil : fresh_blank();
    add(at, rdf_rest, rest, graph);
    at = rest;
  }
  return head;
}

rdf::Term RdfWriter::write_value(const ValueElement& value, const Graph& graph) {
  if (!value.has_text || value.type.keyword == Keyword::json) return literal_of(value, texts_);
  if (value.type.text == rdf::rdf_lang_string) return {};
  if (value.type.is(IriForm::iri)) return rdf::literal(value.text, value.type.text);
  if (!value.type.is(IriForm::none)) return {};
  if (value.has_language && !is_language_tag(value.language)) return {};
  if (has_direction(value)) {
    switch (options_.rdf_direction) {
      case RdfDirection::none: break;
      case RdfDirection::i18n_datatype:
        return rdf::literal(value.text, texts_.keep({"https://www.w3.org/ns/i18n#", value.language,
                                                     "_", word_of(value.direction)}));
      case RdfDirection::compound_literal: return write_compound(value, graph);
    }
  }
  if (value.has_language) return rdf::language_literal(value.text, value.language);
  return rdf::literal(value.text);
}

rdf::Term RdfWriter::write_compound(const ValueElement& value, const Graph& graph) {
  const rdf::Term compound = fresh_blank();
  add(compound, rdf_value, rdf::literal(value.text), graph);
  if (value.has_language) add(compound, rdf_language, rdf::literal(value.language), graph);
  add(compound, rdf_direction, rdf::literal(word_of(value.direction)), graph);
  return compound;
}

void RdfWriter::note_index(const NodeElement& node, const rdf::Term& subject, const Graph& graph) {
  if (subject.is(rdf::TermKind::none)) return;
  const auto [at, fresh] = indexes_.try_emplace({graph.name.value, subject.value}, node.index);
  if (fresh || at->second == node.index) return;
  error_ = Error{conflicting_indexes, std::string(subject.value)};
}

rdf::Term RdfWriter::term_of(const Iri& iri) {
  if (iri.is(IriForm::iri)) return rdf::iri(iri.text);
  if (iri.is(IriForm::blank)) return blank_named(iri.text);
  return {};
}

rdf::Term RdfWriter::predicate_of(const Iri& iri) {
  if (iri.is(IriForm::blank) && !options_.generalized_rdf) return {};
  return term_of(iri);
}

rdf::Term RdfWriter::fresh_blank() {
  std::array<char, 24> label = {'b'};
  const auto end = std::to_chars(label.data() + 1, label.data() + label.size(), blanks_++);
  return rdf::blank(texts_.keep({label.data(), static_cast<std::size_t>(end.ptr - label.data())}));
}

rdf::Term RdfWriter::blank_named(std::string_view identifier) {
  const auto found = named_.find(identifier);
  if (found != named_.end()) return found->second;
  return named_.emplace(identifier, fresh_blank()).first->second;
}

}  // namespace waarmerk::jsonld
