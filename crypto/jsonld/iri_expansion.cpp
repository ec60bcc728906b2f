#include "crypto/jsonld/iri_expansion.hpp"

namespace waarmerk::jsonld {
namespace {

/// A text with a colon: an IRI, a blank node or a term with a prefix; of form none if none of them.
Iri expand_with_colon(const Vocabulary& vocabulary, std::string_view text, std::size_t colon,
                      Arena& texts) {
  const std::string_view prefix = text.substr(0, colon);
  const std::string_view suffix = text.substr(colon + 1);
  if (prefix == "_" || suffix.starts_with("//")) return classified(text);
  const TermDefinition* definition = vocabulary.find(prefix);
  if (definition != nullptr && definition->prefix && !definition->iri.is(IriForm::none)) {
    return classified(texts.keep({definition->iri.text, suffix}));
  }
  const Iri iri = classified(text);
  return iri.is_absolute() ? iri : Iri{};
}

}  // namespace

Iri expand_iri(const Vocabulary& vocabulary, std::string_view text, RelativeTo relative_to,
               Arena& texts) {
  if (const Keyword keyword = vocabulary.keyword_for(text); keyword != Keyword::none) {
    return iri_of(keyword);
  }
  if (looks_like_keyword(text)) return {};
  const bool to_vocab = relative_to != RelativeTo::document;
  if (to_vocab) {
    if (const TermDefinition* definition = vocabulary.find(text)) return definition->iri;
  }
  if (const std::size_t colon = text.find(':'); colon != text.npos && colon > 0) {
    const Iri iri = expand_with_colon(vocabulary, text, colon, texts);
    if (!iri.is(IriForm::none)) return iri;
  }
  if (to_vocab && vocabulary.vocab) return classified(texts.keep({*vocabulary.vocab, text}));
  if (relative_to == RelativeTo::vocab || !vocabulary.base) return classified(text);
  return classified(texts.keep(resolve(*vocabulary.base, text)));
}

}  // namespace waarmerk::jsonld
