#include "crypto/jsonld/context_keywords.hpp"

#include <string>

#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/iri_expansion.hpp"
#include "crypto/jsonld/language.hpp"

namespace waarmerk::jsonld {
namespace {

Result<void> apply_base(Vocabulary& result, const LocalContext& context,
                        const ContextReading& reading) {
  const auto base = context.find("@base");
  if (!base || reading.remote != nullptr) return {};
  if (base->is(json::Kind::null)) {
    result.base = std::nullopt;
    return {};
  }
  const auto text = base->string();
  if (!text) return fail(invalid_base_iri, "@base is neither an IRI nor null");
  if (form_of(*text) != IriForm::relative) {
    result.base = *text;
  } else if (result.base) {
    result.base = reading.arena.keep(resolve(*result.base, *text));
  } else {
    return fail(invalid_base_iri, "@base is relative to nothing");
  }
  return {};
}

Result<void> apply_vocab(Vocabulary& result, const LocalContext& context, const Options& options,
                         const ContextReading& reading) {
  const auto vocab = context.find("@vocab");
  if (!vocab) return {};
  if (vocab->is(json::Kind::null)) {
    result.vocab = std::nullopt;
    return {};
  }
  const auto text = vocab->string();
  if (!text) return fail(invalid_vocab_mapping, "@vocab is neither an IRI nor null");
  if (options.processing_mode == ProcessingMode::json_ld_1_0 &&
      form_of(*text) == IriForm::relative) {
    return fail(invalid_vocab_mapping, "@vocab is relative");
  }
  const Iri iri = expand_iri(result, *text, RelativeTo::vocab_and_document, reading.arena);
  if (iri.is(IriForm::keyword) || iri.is(IriForm::none)) {
    return fail(invalid_vocab_mapping, "@vocab is a keyword");
  }
  if (options.safe && !iri.is_absolute()) return fail(relative_iri, "@vocab is relative");
  result.vocab = iri.text;
  return {};
}

Result<void> apply_language(Vocabulary& result, const LocalContext& context, const Options& options,
                            const ContextReading& reading) {
  const auto language = context.find("@language");
  if (!language) return {};
  if (language->is(json::Kind::null)) {
    result.language = {};
    return {};
  }
  const auto text = language->string();
  if (!text) return fail(invalid_default_language, "@language is neither a string nor null");
  if (options.safe && !is_language_tag(*text)) return fail(bad_language_tag, std::string(*text));
  result.language = lower_case(*text, reading.arena);
  return {};
}

Result<void> apply_direction(Vocabulary& result, const LocalContext& context, ProcessingMode mode) {
  const auto direction = context.find("@direction");
  if (!direction) return {};
  if (mode == ProcessingMode::json_ld_1_0) return fail(invalid_context_entry, "@direction");
  if (direction->is(json::Kind::null)) {
    result.direction = Direction::null;
    return {};
  }
  result.direction = direction_of(direction->string().value_or(""));
  if (result.direction == Direction::unsaid) {
    return fail(invalid_base_direction, "@direction is ltr, rtl or null");
  }
  return {};
}

Result<void> check_propagate(const LocalContext& context, ProcessingMode mode) {
  const auto propagate = context.find("@propagate");
  if (!propagate) return {};
  if (mode == ProcessingMode::json_ld_1_0) return fail(invalid_context_entry, "@propagate");
  if (!propagate->boolean()) return fail(invalid_propagate_value, "@propagate is true or false");
  return {};
}

}  // namespace

Result<void> check_version(const LocalContext& context, ProcessingMode mode) {
  const auto version = context.find("@version");
  if (!version) return {};
  if (version->number() != 1.1) return fail(invalid_version_value, "@version is 1.1");
  if (mode == ProcessingMode::json_ld_1_0) {
    return fail(processing_mode_conflict, "a context of version 1.1");
  }
  return {};
}

Result<void> apply_context_keywords(Vocabulary& result, const LocalContext& context,
                                    const Options& options, const ContextReading& reading) {
  TRY_OK(apply_base(result, context, reading));
  TRY_OK(apply_vocab(result, context, options, reading));
  TRY_OK(apply_language(result, context, options, reading));
  TRY_OK(apply_direction(result, context, options.processing_mode));
  return check_propagate(context, options.processing_mode);
}

}  // namespace waarmerk::jsonld
