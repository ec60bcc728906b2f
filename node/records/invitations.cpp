#include "node/records/invitations.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::string_view invitations_key = "invitations";

Result<std::vector<trust::Invitation>> read_all(const json::Document& row) {
  std::vector<trust::Invitation> all;
  for (const auto& each : json::Reader(row).one_or_many("open")) {
    TRY(invitation, trust::read_invitation(row.part(each.value())));
    all.push_back(std::move(invitation));
  }
  return all;
}

}  // namespace

Result<std::vector<trust::Invitation>> load_invitations(const storage::View& view) {
  TRY(row, find_json(view, family::meta, bytes_of(invitations_key)));
  if (!row) return std::vector<trust::Invitation>();
  auto all = read_all(*row);
  if (!all) return damaged(all.error());
  return all;
}

void save_invitations(storage::Batch& batch, std::span<const trust::Invitation> invitations) {
  json::Writer row;
  row.begin_object().name("open").begin_array();
  for (const auto& each : invitations.first(std::min(invitations.size(), invitations_max))) {
    row.raw(trust::write_invitation(each));
  }
  row.end_array().end_object();
  batch.put(family::meta, bytes_of(invitations_key), bytes_of(row.text()));
}

}  // namespace waarmerk::node::records
