#include "crypto/jsonld/write_expanded.hpp"

#include "crypto/json/writer.hpp"

namespace waarmerk::jsonld {
namespace {

void write(json::Writer& writer, const Element& element);

void write_all(json::Writer& writer, Elements elements) {
  writer.begin_array();
  for (const Element* at = elements.first; at != nullptr; at = at->next) write(writer, *at);
  writer.end_array();
}

void write_iri(json::Writer& writer, const Iri& iri) {
  if (iri.is(IriForm::none)) {
    writer.null();
  } else {
    writer.string(iri.text);
  }
}

void write_value(json::Writer& writer, const ValueElement& value) {
  writer.name("@value");
  if (value.has_text) {
    writer.string(value.text);
  } else {
    writer.value(*value.json);
  }
  if (!value.type.is(IriForm::none)) writer.member("@type", value.type.text);
  if (value.has_language) writer.member("@language", value.language);
  const std::string_view direction = word_of(value.direction);
  if (!direction.empty()) writer.member("@direction", direction);
}

void write_properties(json::Writer& writer, const Properties& properties) {
  for (const Property* at = properties.first; at != nullptr; at = at->next) {
    writer.name(at->name.text);
    write_all(writer, at->values);
  }
}

void write_node(json::Writer& writer, const NodeElement& node) {
  if (node.has_id) write_iri(writer.name("@id"), node.id);
  if (node.has_types) {
    writer.name("@type").begin_array();
    for (const Type* at = node.types.first; at != nullptr; at = at->next) {
      write_iri(writer, at->iri);
    }
    writer.end_array();
  }
  if (node.has_graph) write_all(writer.name("@graph"), node.graph);
  if (node.has_included) write_all(writer.name("@included"), node.included);
  if (!node.reverse.empty()) {
    writer.name("@reverse").begin_object();
    write_properties(writer, node.reverse);
    writer.end_object();
  }
  write_properties(writer, node.properties);
}

void write(json::Writer& writer, const Element& element) {
  writer.begin_object();
  switch (element.kind) {
    case Element::Kind::node: write_node(writer, static_cast<const NodeElement&>(element)); break;
    case Element::Kind::value:
      write_value(writer, static_cast<const ValueElement&>(element));
      break;
    case Element::Kind::list:
      write_all(writer.name("@list"), static_cast<const ListElement&>(element).items);
      break;
  }
  if (element.has_index) writer.member("@index", element.index);
  writer.end_object();
}

}  // namespace

std::string write_expanded(Elements elements) {
  json::Writer writer;
  write_all(writer, elements);
  return writer.take();
}

}  // namespace waarmerk::jsonld
