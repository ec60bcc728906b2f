// Achievements: the badge definitions that this organisation awards from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// The definition by its id, as it was given.
Result<std::optional<json::Document>> find_achievement(const storage::View& view,
                                                       std::string_view id);
void save_achievement(storage::Batch& batch, std::string_view id, json::Value definition);

struct AchievementPage {
  std::string after = {};  ///< the last id of the page before
  std::size_t limit = 100;
};

/// In the order of their ids.
Result<std::vector<json::Document>> list_achievements(const storage::View& view,
                                                      const AchievementPage& page);

}  // namespace waarmerk::node::records
