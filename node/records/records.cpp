#include "node/records/records.hpp"

#include <utility>

namespace waarmerk::node::records {

Result<Records> Records::load(storage::Store& store, storage::Journal& journal) {
  TRY(statuses, Statuses::load(store));
  return Records{store, journal, std::move(statuses), Feeds(store)};
}

}  // namespace waarmerk::node::records
