#include "node/credential/revocation_list.hpp"

#include "node/credential/place.hpp"
#include "node/credential/status_list.hpp"

namespace waarmerk::node::credential {
namespace {

Result<void> read_entry(const Place& entry, RevocationList& list) {
  const bool is_object = entry.value().is(json::Kind::object);
  const auto id = is_object ? entry.value().find("id") : entry.value();
  const auto text = id ? id->string() : std::nullopt;
  if (!text) return entry.fail_here(list_malformed, "An entry has an id.");
  const auto revoked = is_object ? entry.value().find("revoked") : std::nullopt;
  if (revoked && !revoked->boolean()) {
    return entry.fail_here(list_malformed, "Whether it is revoked is true or false.");
  }
  if (!revoked || *revoked->boolean()) list.revoked.insert(*text);
  return {};
}

}  // namespace

Result<RevocationList> read_revocation_list(json::Value document) {
  const Place root(document, "$");
  RevocationList list;
  if (const auto issuer = root.find("issuer")) {
    const auto id = issuer->value().is(json::Kind::object) ? issuer->find("id") : issuer;
    const auto text = id ? id->value().string() : std::nullopt;
    if (!text) return issuer->fail_here(list_malformed, "The issuer has no id.");
    list.issuer = std::string(*text);
  }
  const bool is_usual = root.find("revokedCredentials").has_value();
  const std::string_view name = is_usual ? "revokedCredentials" : "revokedCredential";
  const auto found = root.find(name);
  if (!found || !found->value().is(json::Kind::array)) {
    return root.fail_at("revokedCredentials", list_malformed, "There is no list.");
  }
  TRY_OK(each(root, name, revoked_ids_max, list_malformed,
              [&](const Place& entry) { return read_entry(entry, list); }));
  return list;
}

}  // namespace waarmerk::node::credential
