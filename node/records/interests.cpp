#include "node/records/interests.hpp"

#include <string_view>
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {

Result<std::vector<Interest>> list_interests(const storage::View& view) {
  return list_rows<Interest>(view, {.family = family::interest},
                             [](std::string_view key, const auto& row) -> Result<Interest> {
                               auto issuer = did::Did::parse(key);
                               if (!issuer) return damaged(issuer.error());
                               const auto day = json::Reader(row).get_time("day");
                               if (!day) return damaged(day.error());
                               return Interest{std::move(*issuer), *day};
                             });
}

void save_interest(storage::Batch& batch, const Interest& interest) {
  json::Writer row;
  row.begin_object().member("day", print_time(interest.day)).end_object();
  batch.put(family::interest, bytes_of(interest.issuer.text()), bytes_of(row.text()));
}

void forget_interest(storage::Batch& batch, const did::Did& issuer) {
  batch.erase(family::interest, bytes_of(issuer.text()));
}

}  // namespace waarmerk::node::records
