// Contexts::State: what all copies of one set of contexts share.
#pragma once

#include <memory>
#include <mutex>

#include "crypto/jsonld/context_library.hpp"
#include "crypto/jsonld/context_pool.hpp"
#include "crypto/jsonld/contexts.hpp"

namespace waarmerk::jsonld {

struct Contexts::State {
  explicit State(std::shared_ptr<const ContextLibrary> known);

  /// The pool that all documents share now.
  std::shared_ptr<ContextPool> pool();

  const std::shared_ptr<const ContextLibrary> library;

 private:
  std::mutex mutex_;
  std::shared_ptr<ContextPool> pool_;
};

}  // namespace waarmerk::jsonld
