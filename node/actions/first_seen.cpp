#include "node/actions/first_seen.hpp"

#include "crypto/base/bytes.hpp"
#include "crypto/base/sha2.hpp"
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
  TRY(badge, records::find_badge(store, *id));
  if (!badge) return std::nullopt;
  const auto shown = json::canonical(credential);
  if (badge->digest) {
    return sha256(bytes_of(shown)) == *badge->digest ? std::optional(badge->issued) : std::nullopt;
  }
  const auto ours = json::parse(*issued);
  if (!ours || json::canonical(ours->root()) != shown) return std::nullopt;
  return badge->issued;
}

}  // namespace waarmerk::node::actions
