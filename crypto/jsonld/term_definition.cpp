#include "crypto/jsonld/term_definition.hpp"

#include <string>

#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/iri_expansion.hpp"

namespace waarmerk::jsonld {
namespace {

/// The entries of a context that are no terms.
bool is_of_context(std::string_view name) {
  switch (keyword_of(name)) {
    case Keyword::base:
    case Keyword::direction:
    case Keyword::import:
    case Keyword::language:
    case Keyword::propagate:
    case Keyword::protected_word:
    case Keyword::version:
    case Keyword::vocab: return true;
    default: return false;  // terms, and keywords that no context may define
  }
}

/// Whether an IRI that ends so can be a prefix (RFC 3986 2.2, gen-delims).
bool ends_as_prefix(const Iri& iri) {
  if (iri.is(IriForm::blank)) return true;
  return iri.is_absolute() &&
         std::string_view(":/?#[]@").find(iri.text.back()) != std::string::npos;
}

std::unexpected<Error> fail_term(ErrorCode code, std::string_view term) {
  return fail(code, "the term " + std::string(term.substr(0, 100)));
}

}  // namespace

TermDefiner::TermDefiner(ContextReader& reader, Vocabulary& result, const LocalContext& context,
                         const ContextReading& reading)
    : reader_(reader), result_(result), context_(context), reading_(reading) {}

bool TermDefiner::is_1_0() const {
  return reader_.options().processing_mode == ProcessingMode::json_ld_1_0;
}

Result<void> TermDefiner::define_all() {
  if (const auto found = context_.find("@protected")) {
    if (is_1_0()) return fail(invalid_context_entry, "@protected");
    if (!found->boolean()) return fail(invalid_protected_value, "@protected is true or false");
    protected_ = *found->boolean();
  }
  const auto collect = [this](json::Value definitions) {
    for (const auto& [name, value] : definitions.members()) {
      if (!is_of_context(name)) entries_[name].value = value;
    }
  };
  if (context_.imported) collect(*context_.imported);
  collect(context_.own);
  TRY_OK(reader_.budget().take_terms(entries_.size()));
  for (const auto& entry : entries_.entries()) TRY_OK(define_if_open(entry.name));
  return {};
}

Result<void> TermDefiner::define_if_open(std::string_view name) {
  const Entry* const entry = entries_.find(name);
  if (entry == nullptr || entry->progress == Progress::done) return {};
  return define(name);
}

Result<void> TermDefiner::define(std::string_view name) {
  Entry& entry = *entries_.find(name);
  if (entry.progress == Progress::begun) return fail_term(cyclic_iri_mapping, name);
  if (name.empty()) return fail(invalid_term_definition, "an empty term");
  entry.progress = Progress::begun;
  TRY(next, check_name(name, *entry.value));
  if (next == Next::drop) {
    entry.progress = Progress::done;
    return {};
  }
  const TermDefinition* const previous = result_.find(name);
  if (previous != nullptr) result_.set(name, nullptr);
  auto entries = term_entries(*entry.value);
  if (!entries) return fail_term(entries.error().code, name);
  const bool by_document =
      reading_.remote == nullptr && reading_.base_url == reader_.options().base;
  Term term{.name = name,
            .entries = *entries,
            .definition = {.is_protected = protected_, .by_document = by_document}};
  auto read_to_end = read(term);
  if (!read_to_end) {
    Error& error = read_to_end.error();
    if (error.detail.find(name) == std::string::npos) {
      error.detail = "the term " + std::string(name.substr(0, 100)) + ": " + error.detail;
    }
    return std::unexpected(std::move(error));
  }
  entry.progress = Progress::done;
  if (*read_to_end == Next::drop) return {};
  if (previous != nullptr && previous->is_protected && !reading_.override_protected) {
    if (!same_meaning(*previous, term.definition)) {
      return fail_term(protected_term_redefinition, name);
    }
    term.definition.is_protected = true;
  }
  result_.set(name, reading_.arena.make<TermDefinition>(term.definition));
  return {};
}

Result<TermDefiner::Next> TermDefiner::check_name(std::string_view name, json::Value value) {
  if (name == "@type") {
    bool only_known = value.is(json::Kind::object) && value.size() > 0 && !is_1_0();
    for (const auto& [entry, content] : value.members()) {
      only_known = only_known &&
                   (entry == "@protected" || (entry == "@container" && content.string() == "@set"));
    }
    if (!only_known) return fail_term(keyword_redefinition, name);
    return Next::go_on;
  }
  if (keyword_of(name) != Keyword::none) return fail_term(keyword_redefinition, name);
  return looks_like_keyword(name) ? reserved(name) : Next::go_on;
}

Result<TermDefiner::Next> TermDefiner::reserved(std::string_view word) {
  if (reader_.options().safe) return fail(reserved_word, std::string(word.substr(0, 100)));
  return Next::drop;
}

Result<TermDefiner::Next> TermDefiner::read(Term& term) {
  TRY_OK(read_protected(term));
  TRY_OK(read_type(term));
  TRY(next, read_meaning(term));
  if (next == Next::drop) return next;
  TRY_OK(read_container(term));
  TRY_OK(read_index(term.entries, reader_.options().processing_mode, term.definition));
  TRY_OK(read_context(term));
  TRY_OK(read_others(term));
  if (term.entries.unknown) return fail(invalid_term_definition, "an entry that there is not");
  return next;
}

Result<void> TermDefiner::read_protected(Term& term) {
  if (!term.entries.protected_word) return {};
  if (is_1_0()) return fail(invalid_term_definition, "@protected");
  const auto is_protected = term.entries.protected_word->boolean();
  if (!is_protected) return fail(invalid_protected_value, "@protected is true or false");
  term.definition.is_protected = *is_protected;
  return {};
}

Result<void> TermDefiner::read_type(Term& term) {
  if (!term.entries.type) return {};
  const auto text = term.entries.type->string();
  if (!text) return fail(invalid_type_mapping, "@type is a string");
  TRY(type, expand(*text));
  Coercion& coercion = term.definition.coercion;
  switch (type.keyword) {
    case Keyword::id: coercion = Coercion::id; return {};
    case Keyword::vocab: coercion = Coercion::vocab; return {};
    case Keyword::json: coercion = Coercion::json; break;
    case Keyword::none_word: coercion = Coercion::none; break;
    case Keyword::none:
      if (!type.is_absolute() || type.is(IriForm::blank)) {
        return fail(invalid_type_mapping, "@type is no IRI");
      }
      coercion = Coercion::datatype;
      term.definition.datatype = type;
      return {};
    default: return fail(invalid_type_mapping, "@type is a keyword that is no type");
  }
  if (is_1_0()) return fail(invalid_type_mapping, "@json and @none are of version 1.1");
  return {};
}

Result<TermDefiner::Next> TermDefiner::read_meaning(Term& term) {
  if (term.entries.reverse) return read_reverse(term);
  if (!term.entries.id || term.entries.id->string() == term.name) {
    TRY_OK(read_own_name(term));
    return Next::go_on;
  }
  if (term.entries.id->is(json::Kind::null)) return Next::go_on;
  const auto id = term.entries.id->string();
  if (!id) return fail(invalid_iri_mapping, "@id is neither a string nor null");
  return read_id(term, *id);
}

Result<TermDefiner::Next> TermDefiner::read_reverse(Term& term) {
  if (term.entries.id || term.entries.nest) {
    return fail(invalid_reverse_property, "@reverse with @id or @nest");
  }
  const auto text = term.entries.reverse->string();
  if (!text) return fail(invalid_iri_mapping, "@reverse is a string");
  if (looks_like_keyword(*text)) return reserved(*text);
  TRY(iri, expand(*text));
  if (!iri.is_absolute()) return fail(invalid_iri_mapping, "@reverse is no IRI");
  term.definition.iri = iri;
  term.definition.reverse = true;
  if (const auto& container = term.entries.container) {
    const auto word = container->string();
    if (!container->is(json::Kind::null) && word != "@set" && word != "@index") {
      return fail(invalid_reverse_property, "@reverse in a container other than @set and @index");
    }
    if (!word) term.entries.container.reset();
  }
  return Next::go_on;
}

Result<TermDefiner::Next> TermDefiner::read_id(Term& term, std::string_view id) {
  if (keyword_of(id) == Keyword::none && looks_like_keyword(id)) return reserved(id);
  TRY(iri, expand(id));
  if (iri.keyword == Keyword::context) return fail(invalid_keyword_alias, "it stands for @context");
  if (!iri.is(IriForm::keyword) && !iri.is_absolute()) {
    return fail(invalid_iri_mapping, "@id is neither an IRI nor a keyword");
  }
  term.definition.iri = iri;
  const std::size_t colon = term.name.find(':', 1);
  const bool compound = (colon != term.name.npos && colon + 1 < term.name.size()) ||
                        term.name.find('/') != term.name.npos;
  if (compound) {
    entries_.find(term.name)->progress = Progress::done;
    TRY(meant, expand(term.name));
    if (meant.text != iri.text) return fail(invalid_iri_mapping, "it already is another IRI");
  } else if (term.entries.simple && term.name.find(':') == term.name.npos) {
    term.definition.prefix = ends_as_prefix(iri);
  }
  return Next::go_on;
}

Result<void> TermDefiner::read_own_name(Term& term) {
  const std::string_view name = term.name;
  Iri& iri = term.definition.iri;
  if (const std::size_t colon = name.find(':', 1); colon != name.npos) {
    const std::string_view prefix = name.substr(0, colon);
    if (!name.substr(colon + 1).starts_with("//")) TRY_OK(define_if_open(prefix));
    const TermDefinition* const definition = result_.find(prefix);
    iri = definition == nullptr
              ? classified(name)
              : classified(reading_.arena.keep({definition->iri.text, name.substr(colon + 1)}));
    return {};
  }
  if (name.find('/') != name.npos) {
    iri = expand_iri(result_, name, RelativeTo::vocab, reading_.arena);
    if (!iri.is_absolute()) return fail(invalid_iri_mapping, "a path that is no IRI");
    return {};
  }
  if (name == "@type") {
    iri = iri_of(Keyword::type);
    return {};
  }
  if (!result_.vocab) return fail(invalid_iri_mapping, "it stands for nothing");
  iri = classified(reading_.arena.keep({*result_.vocab, name}));
  return {};
}

Result<void> TermDefiner::read_container(Term& term) {
  if (!term.entries.container) return {};
  TRY(containers, read_containers(*term.entries.container, reader_.options().processing_mode));
  TermDefinition& definition = term.definition;
  definition.containers = containers;
  if (!containers.has(Containers::type)) return {};
  if (definition.coercion == Coercion::unsaid) definition.coercion = Coercion::id;
  if (definition.coercion != Coercion::id && definition.coercion != Coercion::vocab) {
    return fail(invalid_type_mapping, "a container of @type with another @type than @id or @vocab");
  }
  return {};
}

Result<void> TermDefiner::read_context(Term& term) {
  if (!term.entries.context) return {};
  if (is_1_0()) return fail(invalid_term_definition, "@context");
  TRY_OK(reader_.check_scoped(result_, *term.entries.context, reading_));
  term.definition.context = term.entries.context;
  term.definition.context_base = reading_.base_url;
  return {};
}

Result<void> TermDefiner::read_others(Term& term) {
  const Options& options = reader_.options();
  TermDefinition& definition = term.definition;
  TRY_OK(read_language(term.entries, options, reading_.arena, definition));
  TRY_OK(read_direction(term.entries, definition));
  TRY_OK(read_nest(term.entries, options.processing_mode, definition));
  TRY_OK(read_prefix(term.entries, term.name, options.processing_mode, definition));
  if (definition.index.empty()) return {};
  TRY(index, expand(definition.index));
  if (!index.is_absolute()) return fail(invalid_term_definition, "@index is no IRI");
  return {};
}

Result<Iri> TermDefiner::expand(std::string_view text) {
  if (!text.starts_with('@')) {
    TRY_OK(define_if_open(text));
    const std::size_t colon = text.find(':');
    const bool whole = colon == text.npos || colon == 0 || text.substr(colon + 1).starts_with("//");
    if (!whole && result_.find(text) == nullptr) TRY_OK(define_if_open(text.substr(0, colon)));
  }
  return expand_iri(result_, text, RelativeTo::vocab, reading_.arena);
}

}  // namespace waarmerk::jsonld
