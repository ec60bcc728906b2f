#include "crypto/jsonld/term_entries.hpp"

#include <bit>
#include <string>

#include "crypto/json/canonical.hpp"
#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/keywords.hpp"

namespace waarmerk::jsonld {
namespace {

std::optional<json::Value>* entry_of(TermEntries& entries, Keyword keyword) {
  switch (keyword) {
    case Keyword::id: return &entries.id;
    case Keyword::reverse: return &entries.reverse;
    case Keyword::container: return &entries.container;
    case Keyword::context: return &entries.context;
    case Keyword::direction: return &entries.direction;
    case Keyword::index: return &entries.index;
    case Keyword::language: return &entries.language;
    case Keyword::nest: return &entries.nest;
    case Keyword::prefix: return &entries.prefix;
    case Keyword::protected_word: return &entries.protected_word;
    case Keyword::type: return &entries.type;
    default: return nullptr;  // the other keywords have no place in a definition
  }
}

std::uint8_t container_bit(std::string_view word) {
  switch (keyword_of(word)) {
    case Keyword::graph: return Containers::graph;
    case Keyword::id: return Containers::id;
    case Keyword::index: return Containers::index;
    case Keyword::language: return Containers::language;
    case Keyword::list: return Containers::list;
    case Keyword::set: return Containers::set;
    case Keyword::type: return Containers::type;
    default: return 0;  // no container
  }
}

/// The containers that may stand together, besides one alone.
bool may_stand_together(std::uint8_t bits) {
  if (std::popcount(bits) <= 1) return true;
  const auto others = static_cast<std::uint8_t>(bits & ~Containers::set);
  if ((others & Containers::list) != 0) return false;
  if (std::popcount(others) <= 1) return true;
  return others == (Containers::graph | Containers::id) ||
         others == (Containers::graph | Containers::index);
}

bool same_context(const std::optional<json::Value>& a, const std::optional<json::Value>& b) {
  if (a.has_value() != b.has_value()) return false;
  return !a || json::canonical(*a) == json::canonical(*b);
}

}  // namespace

Result<TermEntries> term_entries(json::Value value) {
  TermEntries entries;
  switch (value.kind()) {
    case json::Kind::null:
    case json::Kind::string:
      entries.id = value;
      entries.simple = value.is(json::Kind::string);
      return entries;
    case json::Kind::object: break;
    default: return fail(invalid_term_definition, "neither an object, nor a string, nor null");
  }
  for (const auto& [name, entry] : value.members()) {
    std::optional<json::Value>* const place = entry_of(entries, keyword_of(name));
    if (place == nullptr) {
      entries.unknown = true;
    } else {
      *place = entry;
    }
  }
  return entries;
}

Result<Containers> read_containers(json::Value container, ProcessingMode mode) {
  const auto refuse = [] { return fail(invalid_container_mapping, "no container that there is"); };
  Containers containers;
  const auto add = [&containers](json::Value word) {
    const std::uint8_t bit = container_bit(word.string().value_or(""));
    const bool fresh = bit != 0 && !containers.has(bit);
    containers.bits |= bit;
    return fresh;
  };
  if (container.is(json::Kind::array)) {
    if (mode == ProcessingMode::json_ld_1_0) return refuse();
    for (const json::Value word : container.elements()) {
      if (!add(word)) return refuse();
    }
  } else if (!add(container)) {
    return refuse();
  }
  constexpr std::uint8_t only_1_1 = Containers::graph | Containers::id | Containers::type;
  if (mode == ProcessingMode::json_ld_1_0 && containers.has(only_1_1)) return refuse();
  if (containers.bits == 0 || !may_stand_together(containers.bits)) return refuse();
  return containers;
}

Result<void> read_index(const TermEntries& entries, ProcessingMode mode,
                        TermDefinition& definition) {
  if (!entries.index) return {};
  const auto index = entries.index->string();
  if (mode == ProcessingMode::json_ld_1_0 || !index ||
      !definition.containers.has(Containers::index)) {
    return fail(invalid_term_definition, "@index is a property, of a container of @index");
  }
  definition.index = *index;
  return {};
}

Result<void> read_language(const TermEntries& entries, const Options& options, Arena& texts,
                           TermDefinition& definition) {
  if (!entries.language || entries.type) return {};
  definition.has_language = true;
  if (entries.language->is(json::Kind::null)) return {};
  const auto language = entries.language->string();
  if (!language) return fail(invalid_language_mapping, "@language is neither a string nor null");
  if (options.safe && !is_language_tag(*language)) {
    return fail(bad_language_tag, std::string(*language));
  }
  definition.language = lower_case(*language, texts);
  return {};
}

Result<void> read_direction(const TermEntries& entries, TermDefinition& definition) {
  if (!entries.direction || entries.type) return {};
  definition.direction = entries.direction->is(json::Kind::null)
                             ? Direction::null
                             : direction_of(entries.direction->string().value_or(""));
  if (definition.direction != Direction::unsaid) return {};
  return fail(invalid_base_direction, "@direction is ltr, rtl or null");
}

Result<void> read_nest(const TermEntries& entries, ProcessingMode mode,
                       TermDefinition& definition) {
  if (!entries.nest) return {};
  if (mode == ProcessingMode::json_ld_1_0) return fail(invalid_term_definition, "@nest");
  const auto nest = entries.nest->string();
  if (!nest || (keyword_of(*nest) != Keyword::none && *nest != "@nest")) {
    return fail(invalid_nest_value, "@nest is a term or @nest");
  }
  definition.nest = *nest;
  return {};
}

Result<void> read_prefix(const TermEntries& entries, std::string_view term, ProcessingMode mode,
                         TermDefinition& definition) {
  if (!entries.prefix) return {};
  if (mode == ProcessingMode::json_ld_1_0 || term.find_first_of(":/") != term.npos) {
    return fail(invalid_term_definition, "what is no plain term cannot be a prefix");
  }
  const auto prefix = entries.prefix->boolean();
  if (!prefix) return fail(invalid_prefix_value, "@prefix is true or false");
  if (*prefix && definition.iri.is(IriForm::keyword)) {
    return fail(invalid_term_definition, "what stands for a keyword cannot be a prefix");
  }
  definition.prefix = *prefix;
  return {};
}

bool same_meaning(const TermDefinition& a, const TermDefinition& b) {
  return a.iri.text == b.iri.text && a.iri.form == b.iri.form && a.coercion == b.coercion &&
         a.containers == b.containers && a.prefix == b.prefix && a.reverse == b.reverse &&
         a.has_language == b.has_language && a.direction == b.direction &&
         a.datatype.text == b.datatype.text && a.language == b.language && a.index == b.index &&
         a.nest == b.nest && same_context(a.context, b.context);
}

}  // namespace waarmerk::jsonld
