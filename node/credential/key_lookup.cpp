#include "node/credential/key_lookup.hpp"

#include <algorithm>

#include "crypto/keys/multikey.hpp"
#include "did/resolution.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/sentences.hpp"

namespace waarmerk::node::credential {
namespace {

Check no_document(const std::string& signer, const Error& error) {
  const auto detail = std::string(error.code.name) + ": " + error.detail;
  if (error.code == did::unsupported_method) {
    return make_check(Finding::did_unsupported, {{"signer", signer}}, detail);
  }
  const bool is_wrong = error.code == did::not_found || error.code == did::malformed ||
                        error.code == did::bad_document || error.code == did::wrong_subject;
  return make_check(is_wrong ? Finding::did_not_found : Finding::did_unavailable,
                    {{"signer", signer}}, detail);
}

/// A did:key is its own document: one method, named after the key. Agreement keys are left to the
/// method itself.
std::optional<KeyFound> key_in_did(const did::DidUrl& method, did::Purpose purpose) {
  if (method.did().method() != "key" || purpose == did::Purpose::key_agreement) return std::nullopt;
  const auto text = method.did().specific_id();
  if (method.fragment() != text ||
      method.text().size() != method.did().text().size() + 1 + text.size()) {
    return std::nullopt;
  }
  const auto key = keys::parse_multikey(text);
  if (!key) return std::nullopt;
  return KeyFound{.key = *key, .controller = method.did().text()};
}

KeyAnswer key_in_document(const did::DidUrl& method, did::Purpose purpose,
                          const Result<did::DidDocument>& document) {
  if (!document) return no_document(method.did().text(), document.error());
  const auto* found = document->find_method(method.text());
  if (found == nullptr) {
    return make_check(Finding::key_not_found, {}, method.text() + " is not in the document.");
  }
  if (!found->key) return make_check(Finding::key_unsupported, {}, found->type);
  return KeyFound{.key = *found->key,
                  .controller = found->controller,
                  .is_allowed = document->allows(method.text(), purpose),
                  .expires = found->expires,
                  .revoked = found->revoked};
}

/// Open Badges of others name keys such as `https://school.example/issuer#z6Mk…`.
KeyAnswer key_in_fragment(const std::string& method) {
  const auto hash = method.find('#');
  if (hash == std::string::npos) return make_check(Finding::key_not_found, {}, method);
  const auto key = keys::parse_multikey(std::string_view(method).substr(hash + 1));
  if (!key) return make_check(Finding::key_not_found, {}, method);
  return KeyFound{.key = *key, .controller = method.substr(0, hash), .is_proved = false};
}

}  // namespace

const Result<did::DidDocument>* KnownDids::find(const did::Did& did) const {
  const auto found =
      std::ranges::find_if(known_, [&](const auto& entry) { return entry.first == did; });
  return found == known_.end() ? nullptr : &found->second;
}

void KnownDids::add(const did::Did& did, Result<did::DidDocument> document) {
  if (find(did) == nullptr) known_.emplace_back(did, std::move(document));
}

KeyAnswer look_up_key(const std::string& method, did::Purpose purpose, const KnownDids& known) {
  if (method.empty()) return make_check(Finding::key_not_found, {}, "No key is named.");
  if (!is_url(method)) {
    return make_check(Finding::malformed_proof, {}, "The verification method is no URL.");
  }
  if (!method.starts_with("did:")) return key_in_fragment(method);
  const auto url = did::DidUrl::parse(method);
  if (!url) return make_check(Finding::malformed_proof, {}, url.error().detail);
  if (auto found = key_in_did(*url, purpose)) return std::move(*found);
  if (const auto* document = known.find(url->did())) {
    return key_in_document(*url, purpose, *document);
  }
  // Which hosts may be asked is known to whoever asks them.
  const did::Resolution resolution(url->did(), {.plain_http_on_loopback = true});
  if (resolution.next()) return url->did();
  return key_in_document(*url, purpose, resolution.outcome());
}

}  // namespace waarmerk::node::credential
