#include "node/records/addresses.hpp"

#include <algorithm>
#include <string_view>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::string_view addresses_key = "addresses";

}  // namespace

Result<std::vector<std::string>> load_addresses(const storage::View& view) {
  TRY(row, find_json(view, family::meta, bytes_of(addresses_key)));
  if (!row) return std::vector<std::string>();
  auto endpoints = json::Reader(*row).strings("endpoints");
  if (!endpoints) return damaged(endpoints.error());
  return endpoints;
}

void save_addresses(storage::Batch& batch, std::span<const std::string> endpoints) {
  json::Writer row;
  row.begin_object().name("endpoints").begin_array();
  for (const auto& endpoint : endpoints.first(std::min(endpoints.size(), addresses_max))) {
    row.string(endpoint);
  }
  row.end_array().end_object();
  batch.put(family::meta, bytes_of(addresses_key), bytes_of(row.text()));
}

}  // namespace waarmerk::node::records
