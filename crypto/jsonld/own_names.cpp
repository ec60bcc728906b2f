// Own names: what is said, said where a reader of the JSON looks for it.
//
// A signature over quads does not cover the JSON that they were written as. Without these checks a
// date, a status or an issuer could be moved out of sight and still be signed: under its IRI, under
// an alias that the document brings, in an @included block, or into another node object with the
// same id. Each such way is refused (vc-data-integrity 2.4.1, on the validation of contexts).
#include <string>

#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/expansion.hpp"

namespace waarmerk::jsonld {
namespace {

/// Whether a keyword may stand under this name: `id` and `type` under these names alone, and those
/// of values and lists under any. A reader of the JSON does not look into the others.
bool is_own_name(Keyword keyword, const Draft& draft, std::string_view name) {
  switch (keyword) {
    case Keyword::id: return name == "id";
    case Keyword::type: return name == "type" || draft.source.find("@value").has_value();
    case Keyword::graph:
    case Keyword::included:
    case Keyword::nest:
    case Keyword::reverse: return false;
    default: return true;
  }
}

bool says_anything(const NodeElement& node) {
  return node.has_types || node.has_graph || node.has_included || !node.properties.empty() ||
         !node.reverse.empty();
}

}  // namespace

Result<void> Expansion::check_own_keyword(const Draft& draft, Keyword keyword,
                                          const json::Member& member) const {
  if (!options_.own_names || is_own_name(keyword, draft, member.name)) return {};
  return fail_at(member.value, second_name, std::string(member.name.substr(0, 200)));
}

/// A protected term is the own name of its IRI. Another term, or an IRI in full, does not stand for
/// it, unless it is protected as well by a context that is known by URL.
Result<void> Expansion::check_own_property(const Draft& draft, const json::Member& member,
                                           const Iri& name, const TermDefinition* definition) {
  if (!options_.own_names) return {};
  if (definition != nullptr && definition->is_protected && !definition->by_document) return {};
  const auto& terms = draft.active->terms;
  TRY_OK(budget_.take_work(terms.size()));
  for (const auto& term : terms.entries()) {
    if (term.value == nullptr || !term.value->is_protected || term.name == member.name) continue;
    if (term.value->iri.text != name.text) continue;
    return fail_at(member.value, second_name, std::string(member.name.substr(0, 200)));
  }
  return {};
}

/// What is said of the document's own node is said in that node object.
Result<void> Expansion::check_own_places(const NodeElement& node, const NodeElement& root) const {
  if (&node != &root && node.has_id && node.id.text == root.id.text && says_anything(node)) {
    return fail(second_name, std::string(root.id.text.substr(0, 200)));
  }
  for (const Properties* said : {&node.properties, &node.reverse}) {
    for (const Property* at = said->first; at != nullptr; at = at->next) {
      TRY_OK(check_own_places(at->values, root));
    }
  }
  return {};
}

Result<void> Expansion::check_own_places(Elements elements, const NodeElement& root) const {
  for (const Element* at = elements.first; at != nullptr; at = at->next) {
    if (at->kind == Element::Kind::list) {
      TRY_OK(check_own_places(static_cast<const ListElement&>(*at).items, root));
    } else if (at->kind == Element::Kind::node) {
      TRY_OK(check_own_places(static_cast<const NodeElement&>(*at), root));
    }
  }
  return {};
}

}  // namespace waarmerk::jsonld
