#include "node/records/heard.hpp"

#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::size_t entry_bytes = feed::header_bytes + 1;

}  // namespace

Result<std::vector<HeardEntry>> find_heard(const storage::View& view, const feed::FeedId& feed) {
  TRY(row, view.get(family::heard, feed.value));
  std::vector<HeardEntry> entries;
  if (!row) return entries;
  if (row->size() % entry_bytes != 0) return fail(bad_row, "What was heard of is not whole.");
  for (ByteView rest = *row; !rest.empty(); rest = rest.subspan(entry_bytes)) {
    auto header = feed::decode_header(rest.first(feed::header_bytes));
    if (!header) return damaged(header.error());
    entries.push_back({*header, rest[feed::header_bytes] != 0});
  }
  return entries;
}

void save_heard(storage::Batch& batch, const std::vector<HeardEntry>& entries) {
  if (entries.empty()) return;
  Bytes row;
  for (const auto& entry : entries) {
    append(row, feed::encode_header(entry.header));
    row.push_back(entry.has_list ? 1 : 0);
  }
  batch.put(family::heard, entries.back().header.feed.value, row);
}

}  // namespace waarmerk::node::records
