#include "node/actions/identity.hpp"

#include <utility>

#include "did/resolution.hpp"
#include "node/actions/own_document.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::string_view issuing_fragment = "issuing-1";

/// What there is to say of us, newest last.
Result<did::DocumentHistory> documents_of(const records::Organisation& organisation,
                                          const did::Did& did, IdentityKeys keys,
                                          const std::optional<did::DocumentHistory>& history) {
  if (did.method() == "web") {
    TRY(document, write_own_document({.did = did,
                                      .url = organisation.url,
                                      .issuing_fragment = std::string(issuing_fragment),
                                      .issuing = keys.issuing.public_key(),
                                      .feed = keys.feed.public_key(),
                                      .mirrors = organisation.mirrors}));
    return did::DocumentHistory(std::move(document));
  }
  if (did.method() != "webvh") return did::Resolution(did).documents();
  if (!history) return fail(did::bad_log, "Our own history is not known.");
  return *history;
}

/// The method by which others find the key that issues.
Result<std::string> issuing_method_of(const did::DidDocument& document,
                                      const keys::PublicKey& issuing) {
  for (const auto& method : document.methods()) {
    const bool may = document.allows(method.id, did::Purpose::assertion_method);
    if (method.key == issuing && may) return method.id;
  }
  return fail(did::bad_document,
              "The issuing key in the vault is not the one that the DID document names.");
}

}  // namespace

Result<Identity> make_identity(const records::Organisation& organisation, IdentityKeys keys,
                               const std::optional<did::DocumentHistory>& history) {
  TRY(did, did::Did::parse(organisation.did));
  TRY(documents, documents_of(organisation, did, keys, history));
  // Who deactivated its DID is served as it was, and says nothing more.
  TRY(document, is_over(documents) ? Result<did::DidDocument>(documents.versions().back().document)
                                   : documents.newest());
  TRY(method, issuing_method_of(document, keys.issuing.public_key()));
  const bool has_feed_key = did.method() == "web" || did.method() == "webvh";
  return Identity{did,
                  organisation.name,
                  organisation.url,
                  std::move(document),
                  std::move(documents),
                  std::move(method),
                  keys.issuing,
                  has_feed_key ? keys.feed : keys.issuing,
                  feed::feed_id_of(did),
                  organisation.mirrors};
}

bool is_over(const did::DocumentHistory& documents) {
  // The last document stands as long as nobody ended it, which is known without copying it.
  const auto& versions = documents.versions();
  if (versions.empty() || !versions.back().until) return false;
  const auto newest = documents.newest();
  return !newest && newest.error().code == did::deactivated;
}

const std::string& list_base(const Identity& self) {
  return self.url.empty() ? self.did.text() : self.url;
}

}  // namespace waarmerk::node::actions
