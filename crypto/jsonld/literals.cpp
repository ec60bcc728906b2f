#include "crypto/jsonld/literals.hpp"

#include <string>

#include "crypto/json/canonical.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/jsonld/numbers.hpp"

namespace waarmerk::jsonld {
namespace {

constexpr std::string_view rdf_json = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";

std::string json_text(const ValueElement& value) {
  if (!value.has_text) return json::canonical(*value.json);
  return json::Writer().string(value.text).take();
}

}  // namespace

rdf::Term literal_of(const ValueElement& value, Arena& texts) {
  const Iri& type = value.type;
  if (type.keyword == Keyword::json) return rdf::literal(texts.keep(json_text(value)), rdf_json);
  if (!type.is(IriForm::none) && !type.is(IriForm::iri)) return {};
  if (type.text == rdf::rdf_lang_string) return {};
  if (const auto boolean = value.json->boolean()) {
    return rdf::literal(*boolean ? "true" : "false", type.text.empty() ? xsd_boolean : type.text);
  }
  const NumberText number = number_text(value.json->number().value_or(0), type.text);
  return rdf::literal(texts.keep(number.text), number.datatype);
}

}  // namespace waarmerk::jsonld
