#include "node/records/achievements.hpp"

#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {

Result<std::optional<json::Document>> find_achievement(const storage::View& view,
                                                       std::string_view id) {
  return find_json(view, family::achievement, bytes_of(id));
}

void save_achievement(storage::Batch& batch, std::string_view id, json::Value definition) {
  batch.put(family::achievement, bytes_of(id), bytes_of(json::print(definition)));
}

Result<std::vector<json::Document>> list_achievements(const storage::View& view,
                                                      const AchievementPage& page) {
  std::vector<json::Document> found;
  Result<void> rows_ok;
  const storage::Range range{
      Key().text(page.after).text(page.after.empty() ? "" : std::string_view("\0", 1)).owned(), {}};
  TRY_OK(view.scan(family::achievement, range, [&](ByteView, ByteView value) {
    auto row = row_json(value);
    if (!row) rows_ok = failure_of(std::move(row));
    if (rows_ok) found.push_back(*row);
    return rows_ok.has_value() && found.size() < page.limit;
  }));
  TRY_OK(std::move(rows_ok));
  return found;
}

}  // namespace waarmerk::node::records
