// Scalars as values and references (JSON-LD API 5.3).
#include <cmath>
#include <string>

#include "crypto/json/tape.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/expansion.hpp"
#include "crypto/jsonld/iri_expansion.hpp"
#include "crypto/jsonld/numbers.hpp"
#include "crypto/rdf/term.hpp"

namespace waarmerk::jsonld {
namespace {

/// From here on two integers may be one double.
constexpr double inexact_integer_min = 0x1p53;

}  // namespace

Result<Expanded> Expansion::expand_scalar(const ActiveContext& active,
                                          const ActiveProperty& property, json::Value value) {
  if (property.is_top()) {
    TRY_OK(lose(value, states_nothing, "a value that is nobody's property"));
    return Expanded::nothing();
  }
  const ActiveContext* context = &active;
  const TermDefinition* definition = property.definition;
  if (definition != nullptr && definition->context) {
    TRY(inner, scoped(active, ContextStep::Kind::property, *definition, value));
    context = inner;
    definition = inner->find(property.name);
  }
  TRY(element, expand_value(*context, definition, value));
  return Expanded::one(*element);
}

Result<Element*> Expansion::expand_value(const ActiveContext& active,
                                         const TermDefinition* definition, json::Value value) {
  const json::Place place = json::Place::of(value);
  if (place.type() == '"') return expand_text(active, definition, place.text(), value);
  TRY(element, make<ValueElement>());
  element->json = value;
  TRY_OK(check_number(value));
  if (definition != nullptr) {
    if (definition->coercion == Coercion::datatype) element->type = definition->datatype;
    if (definition->coercion == Coercion::json) element->type = iri_of(Keyword::json);
  }
  return element;
}

Result<Element*> Expansion::expand_text(const ActiveContext& active,
                                        const TermDefinition* definition, std::string_view text,
                                        json::Value at) {
  const Coercion coercion = definition == nullptr ? Coercion::unsaid : definition->coercion;
  if (coercion == Coercion::id) return reference(active, text, RelativeTo::document, at);
  if (coercion == Coercion::vocab) {
    return reference(active, text, RelativeTo::vocab_and_document, at);
  }
  TRY(element, make<ValueElement>());
  element->has_text = true;
  element->text = text;
  if (coercion == Coercion::datatype) {
    element->type = definition->datatype;
    TRY_OK(check_datatype(element->type, at));
    return element;
  }
  if (coercion == Coercion::json) {
    element->type = iri_of(Keyword::json);
    return element;
  }
  const bool says_language = definition != nullptr && definition->has_language;
  element->language = says_language ? definition->language : active.language;
  element->has_language = !element->language.empty();
  const Direction said = definition == nullptr ? Direction::unsaid : definition->direction;
  element->direction = said == Direction::unsaid ? active.direction : said;
  TRY_OK(check_direction(element->direction, at));
  return element;
}

Result<Element*> Expansion::reference(const ActiveContext& active, std::string_view text,
                                      RelativeTo relative_to, json::Value at) {
  TRY(node, make<NodeElement>());
  node->has_id = true;
  node->id = expand_iri(active, text, relative_to, *texts_);
  TRY_OK(check_iri(at, node->id, text));
  return node;
}

Result<void> Expansion::check_datatype(const Iri& type, json::Value at) const {
  if (type.text != rdf::rdf_lang_string) return {};
  return lose(at, bad_language_tag, "a text that is in a language and does not say which");
}

Result<void> Expansion::check_number(json::Value value) const {
  const auto number = value.number();
  if (!number || !options_.safe) return {};
  const bool large = std::abs(*number) >= inexact_integer_min && std::abs(*number) < integer_end;
  if (!large || std::trunc(*number) != *number) return {};
  const std::string said = json::print(value);
  const bool digits = said.find_first_not_of("-0123456789") == said.npos;
  if (!digits || said == number_text(*number, {}).text) return {};
  return lose(value, inexact_number, said);
}

Result<void> Expansion::check_direction(Direction direction, json::Value at) const {
  const bool said = direction == Direction::ltr || direction == Direction::rtl;
  if (!said || options_.rdf_direction != RdfDirection::none) return {};
  return lose(at, lost_direction, word_of(direction));
}

}  // namespace waarmerk::jsonld
