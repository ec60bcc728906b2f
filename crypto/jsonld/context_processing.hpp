// Context processing: from one active context to the next, and what was worked out before found
// again (JSON-LD API 4.1).
#pragma once

#include <memory>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/active_context.hpp"
#include "crypto/jsonld/budget.hpp"
#include "crypto/jsonld/context_pool.hpp"
#include "crypto/jsonld/context_reading.hpp"
#include "crypto/jsonld/contexts_state.hpp"
#include "crypto/jsonld/options.hpp"

namespace waarmerk::jsonld {

/// Works out the contexts of one document.
class ContextProcessor {
 public:
  /// Both outlive it.
  ContextProcessor(const Options& options, Budget& budget);

  /// What holds before the document says anything. Fails as its `expand_context` does.
  Result<const ActiveContext*> initial();
  /// What holds with the `@context` of an object.
  Result<const ActiveContext*> with_local(const ActiveContext& active, json::Value local);
  /// What holds inside a value of the property, or a node of the type, that `term` defines. It has
  /// a scoped context.
  Result<const ActiveContext*> with_scoped(const ActiveContext& active, ContextStep::Kind kind,
                                           const TermDefinition& term);

  /// What owns the contexts that all documents share.
  const std::shared_ptr<ContextPool>& shared_pool() const { return shared_; }
  /// What owns those of this document; null if it has none.
  const std::shared_ptr<ContextPool>& own_pool() const { return own_; }

 private:
  Result<const ActiveContext*> with_urls(const ActiveContext& active,
                                         std::span<const json::Value> urls);
  Result<const ActiveContext*> derive(ContextPool& pool, const ActiveContext& active,
                                      std::span<const json::Value> locals, ContextReading reading);
  Result<const ActiveContext*> derive_once(const ActiveContext& active, const ContextStep& step,
                                           std::span<const json::Value> locals,
                                           const ContextReading& reading);
  ContextPool& own();

  const Options& options_;
  Budget& budget_;
  std::shared_ptr<ContextPool> shared_;
  std::shared_ptr<ContextPool> own_;
  ContextReader reader_;
};

}  // namespace waarmerk::jsonld
