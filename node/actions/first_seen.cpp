#include "node/actions/first_seen.hpp"

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "node/records/badges.hpp"

namespace waarmerk::node::actions {

Result<std::optional<UnixTime>> first_seen_here(const storage::View& store,
                                                json::Value credential) {
  const auto id = credential.find("id").and_then(&json::Value::string);
  if (!id) return std::nullopt;
  TRY(issued, records::find_credential(store, *id));
  if (!issued) return std::nullopt;
  const auto ours = json::parse(*issued);
  if (!ours || json::canonical(ours->root()) != json::canonical(credential)) return std::nullopt;
  TRY(badge, records::find_badge(store, *id));
  return badge ? std::optional(badge->issued) : std::nullopt;
}

}  // namespace waarmerk::node::actions
