// DocumentCache: DID documents that were resolved a moment ago, so that they are not asked again.
//
// Failures are never kept: who was unreachable a second ago may be back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <optional>

#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "did/document.hpp"

namespace waarmerk::did {

struct CacheLimits {
  std::size_t entries_max = 1024;
  std::size_t bytes_max = 16 << 20;  ///< of document text, all together
  std::int64_t age_ms_max = 5 * minute_ms;
};

/// Least recently used first out. Not shared between threads.
class DocumentCache {
 public:
  explicit DocumentCache(const CacheLimits& limits = {}) : limits_(limits) {}

  /// The document, unless it is older than the limit or from after `now`.
  std::optional<DidDocument> find(const Did& did, UnixTime now);
  /// Keeps the document under its id. One that is larger than the whole cache is not kept.
  void keep(DidDocument document, UnixTime now);
  void forget(const Did& did);

  std::size_t size() const { return entries_.size(); }
  std::size_t bytes() const { return bytes_; }

 private:
  struct Entry {
    DidDocument document;
    UnixTime kept_at;
  };
  using Entries = std::list<Entry>;  // the most recently used in front

  void drop(Entries::iterator entry);

  CacheLimits limits_;
  Entries entries_;
  std::map<Did, Entries::iterator> by_did_;
  std::size_t bytes_ = 0;
};

}  // namespace waarmerk::did
