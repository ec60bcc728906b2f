// ContextPool: owns active contexts, and all that they point to.
//
// One pool stays with a set of contexts and is shared by all documents: it holds what follows from
// contexts that are known by URL. What follows from a context inside a document stands in a pool of
// that document alone. A pool only grows; a shared one that is full is set aside for a fresh one,
// and goes when the last document that borrows from it has gone.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>

#include "crypto/jsonld/active_context.hpp"
#include "crypto/jsonld/arena.hpp"

namespace waarmerk::jsonld {

class ContextPool {
 public:
  enum class Use { shared, one_document };

  /// `documents` keeps the texts alive that contexts borrow.
  ContextPool(Use use, std::shared_ptr<const void> documents);
  ContextPool(const ContextPool&) = delete;
  ContextPool& operator=(const ContextPool&) = delete;

  /// The context that says nothing.
  const ActiveContext& empty() const { return contexts_.front(); }
  bool is_shared() const { return use_ == Use::shared; }
  /// Whether so many contexts are in it that no more should be.
  bool full() const { return contexts_.size() >= contexts_max; }

  const ActiveContext& add(Vocabulary&& vocabulary);
  /// Remembers where a step leads that starts from a context of this pool.
  void remember(const ActiveContext& from, const ContextStep& step, const ActiveContext& to);

  Arena& arena() { return arena_; }
  /// Held by whoever adds to a shared pool.
  std::mutex& mutex() { return mutex_; }

 private:
  static constexpr std::size_t contexts_max = 512;

  Use use_;
  std::shared_ptr<const void> documents_;
  std::mutex mutex_;
  Arena arena_;
  std::deque<ActiveContext> contexts_;
};

}  // namespace waarmerk::jsonld
