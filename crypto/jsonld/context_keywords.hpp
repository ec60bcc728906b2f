// What a context says beside its terms: version, base, vocabulary, language and direction.
#pragma once

#include "crypto/base/result.hpp"
#include "crypto/jsonld/context_reading.hpp"

namespace waarmerk::jsonld {

/// Fails with jsonld.invalid_version_value or jsonld.processing_mode_conflict.
Result<void> check_version(const LocalContext& context, ProcessingMode mode);

/// `@base`, `@vocab`, `@language`, `@direction` and `@propagate` (JSON-LD API 4.1.2, 5.7 to 5.11).
Result<void> apply_context_keywords(Vocabulary& result, const LocalContext& context,
                                    const Options& options, const ContextReading& reading);

}  // namespace waarmerk::jsonld
