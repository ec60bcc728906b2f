// A list in order of use, and a map into it.
#include "did/cache.hpp"

#include <iterator>
#include <utility>

namespace waarmerk::did {

std::optional<DidDocument> DocumentCache::find(const Did& did, UnixTime now) {
  const auto found = by_did_.find(did);
  if (found == by_did_.end()) return std::nullopt;
  const auto entry = found->second;
  const auto age_ms = now - entry->kept_at;
  if (age_ms < 0 || age_ms >= limits_.age_ms_max) {
    drop(entry);
    return std::nullopt;
  }
  entries_.splice(entries_.begin(), entries_, entry);
  return entry->document;
}

void DocumentCache::keep(DidDocument document, UnixTime now) {
  forget(document.id());
  const auto size = document.source().text().size();
  if (limits_.entries_max == 0 || size > limits_.bytes_max) return;
  while (entries_.size() >= limits_.entries_max || bytes_ + size > limits_.bytes_max) {
    drop(std::prev(entries_.end()));
  }
  bytes_ += size;
  entries_.push_front({std::move(document), now});
  by_did_.emplace(entries_.front().document.id(), entries_.begin());
}

void DocumentCache::forget(const Did& did) {
  if (const auto found = by_did_.find(did); found != by_did_.end()) drop(found->second);
}

void DocumentCache::drop(Entries::iterator entry) {
  bytes_ -= entry->document.source().text().size();
  by_did_.erase(entry->document.id());
  entries_.erase(entry);
}

}  // namespace waarmerk::did
