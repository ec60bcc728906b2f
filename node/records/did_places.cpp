#include "node/records/did_places.hpp"

#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

/// No SCID begins so.
Key place_key(std::string_view place) { return Key().text("@").text(place); }

}  // namespace

Result<std::optional<std::string>> find_first_at(const storage::View& view,
                                                 std::string_view place) {
  TRY(row, view.get(family::didlog, place_key(place)));
  if (!row) return std::nullopt;
  return std::string(text_of(*row));
}

void save_first_at(storage::Batch& batch, std::string_view place, std::string_view scid) {
  batch.put(family::didlog, place_key(place), bytes_of(scid));
}

}  // namespace waarmerk::node::records
