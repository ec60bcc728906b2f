#include "node/records/told_watchers.hpp"

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

Key key_of(std::string_view watcher) { return Key().text("watcher ").text(watcher); }

Result<std::vector<std::string>> read_told(std::string_view /*key*/, const json::Document& row) {
  return json::Reader(row).strings("told");
}

}  // namespace

Result<std::vector<std::string>> load_told(const storage::View& view, std::string_view watcher) {
  TRY(told,
      find_row<std::vector<std::string>>(view, family::organisation, key_of(watcher), read_told));
  return told ? *std::move(told) : std::vector<std::string>();
}

void save_told(storage::Batch& batch, std::string_view watcher,
               const std::vector<std::string>& news) {
  json::Writer row;
  row.begin_object().name("told").begin_array();
  for (const auto& one : news) row.string(one);
  row.end_array().end_object();
  batch.put(family::organisation, key_of(watcher), bytes_of(row.text()));
}

}  // namespace waarmerk::node::records
