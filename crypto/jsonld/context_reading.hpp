// Local contexts read into a vocabulary (JSON-LD API 4.1.2).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/active_context.hpp"
#include "crypto/jsonld/arena.hpp"
#include "crypto/jsonld/budget.hpp"
#include "crypto/jsonld/context_library.hpp"
#include "crypto/jsonld/context_pool.hpp"
#include "crypto/jsonld/options.hpp"

namespace waarmerk::jsonld {

/// A context that is known by URL and being read, and the one that referred to it.
struct RemoteContext {
  std::string_view url;
  const RemoteContext* from = nullptr;
  std::size_t count = 1;
};

/// How a local context is read.
struct ContextReading {
  Arena& arena;                           ///< where its definitions go
  const ActiveContext* before = nullptr;  ///< what holds again where it does not propagate
  ContextPool* pool = nullptr;            ///< null if the result is only looked at
  std::string_view base_url = {};         ///< what its URLs are relative to
  bool override_protected = false;
  bool propagate = true;
  bool validate_scoped = true;
  const RemoteContext* remote = nullptr;
};

/// A context definition, and the one that it imports.
struct LocalContext {
  json::Value own;
  std::optional<json::Value> imported = {};

  std::optional<json::Value> find(std::string_view name) const;
};

class ContextReader {
 public:
  /// All of them outlive it.
  ContextReader(const Options& options, const ContextLibrary& library, Budget& budget)
      : options_(options), library_(library), budget_(budget) {}

  /// Changes `result` by a local context: null, a URL, a definition, or an array of them.
  Result<void> apply(Vocabulary& result, json::Value local, ContextReading reading);
  /// Fails with jsonld.invalid_scoped_context if `local` cannot be applied to `around`.
  Result<void> check_scoped(const Vocabulary& around, json::Value local,
                            const ContextReading& reading);

  const Options& options() const { return options_; }
  Budget& budget() { return budget_; }

 private:
  Result<void> apply_url(Vocabulary& result, std::string_view url, const ContextReading& reading);
  Result<void> apply_definition(Vocabulary& result, json::Value definition,
                                const ContextReading& reading);
  Result<void> apply_import(LocalContext& context, const ContextReading& reading);
  Result<json::Value> load(std::string_view url);

  const Options& options_;
  const ContextLibrary& library_;
  Budget& budget_;
};

/// What holds where no context has said anything.
Vocabulary empty_vocabulary(const Options& options);

}  // namespace waarmerk::jsonld
