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
  const std::string_view just_after = page.after.empty() ? "" : std::string_view("\0", 1);
  const storage::Range keys{Key().text(page.after).text(just_after).owned(), {}};
  const RowRange rows{.family = family::achievement, .keys = keys, .limit = page.limit};
  return list_rows<json::Document>(view, rows, [](std::string_view, const json::Document& row) {
    return Result<json::Document>(row);
  });
}

}  // namespace waarmerk::node::records
