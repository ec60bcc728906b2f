#include "node/credential/key_lookup.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "crypto/keys/multikey.hpp"
#include "did/resolution.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/key_document.hpp"
#include "node/credential/sentences.hpp"

namespace waarmerk::node::credential {
namespace {

Check no_document(const std::string& signer, const Error& error) {
  const auto detail = std::string(error.code.name) + ": " + error.detail;
  if (error.code == did::unsupported_method) {
    return make_check(Finding::did_unsupported, {{"signer", signer}}, detail);
  }
  const bool is_wrong = error.code == did::not_found || error.code == did::malformed ||
                        error.code == did::wrong_key_length || error.code == did::bad_document ||
                        error.code == did::wrong_subject;
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

KeyFound found_in(const did::DidDocument& document, const did::VerificationMethod& method,
                  did::Purpose purpose) {
  return {.key = *method.key,
          .controller = method.controller,
          .is_allowed = document.allows(method.id, purpose),
          .expires = method.expires,
          .revoked = method.revoked};
}

KeyAnswer key_in_document(const did::DidUrl& method, did::Purpose purpose,
                          const Result<did::DidDocument>& document) {
  if (!document) return no_document(method.did().text(), document.error());
  const auto* found = document->find_method(method.text());
  if (found == nullptr) {
    return make_check(Finding::key_not_found, {}, method.text() + " is not in the document.");
  }
  if (!found->key) return make_check(Finding::key_unsupported, {}, found->type);
  return found_in(*document, *found, purpose);
}

/// Open Badges of others name keys such as `https://school.example/issuer#z6Mk…`.
KeyAnswer key_in_fragment(const std::string& method) {
  const auto hash = method.find('#');
  if (hash == std::string::npos) return make_check(Finding::key_not_found, {}, method);
  const auto key = keys::parse_multikey(std::string_view(method).substr(hash + 1));
  if (!key) return make_check(Finding::key_not_found, {}, method);
  return KeyFound{.key = *key, .controller = method.substr(0, hash), .is_proved = false};
}

/// The document of `did`, if it is known or answers itself.
const Result<did::DidDocument>* known_document(const did::Did& did, const KnownDids& known,
                                               std::optional<Result<did::DidDocument>>& room) {
  if (const auto* document = known.find(did)) return document;
  // Which hosts may be asked is known to whoever asks them.
  const did::Resolution resolution(did, {.plain_http_on_loopback = true});
  if (resolution.next()) return nullptr;
  return &room.emplace(resolution.outcome());
}

/// The method of the owner whose key came along with the signature, or the only one there is.
KeyAnswer key_of_owner(const did::Did& owner, const std::optional<keys::PublicKey>& key,
                       did::Purpose purpose, const KnownDids& known) {
  std::optional<Result<did::DidDocument>> room;
  const auto* document = known_document(owner, known, room);
  if (document == nullptr) return owner;
  if (!*document) return no_document(owner.text(), document->error());
  const auto& methods = (*document)->methods();
  for (const auto& method : methods) {
    const bool is_it = key ? method.key == key : methods.size() == 1 && method.key.has_value();
    if (is_it) return found_in(**document, method, purpose);
  }
  return make_check(Finding::key_not_found, {}, "No key of " + owner.text() + " is named.");
}

KeyAnswer key_at_url(const KeyHint& hint, const KnownDids& known) {
  const auto url = key_document_url(hint.method);
  const auto* document = known.find_key(url);
  if (document == nullptr) return NeedDocument{url};
  if (!*document) {
    return make_check(Finding::key_unavailable, {{"url", url}}, document->error().detail);
  }
  const auto key = read_key_document(**document, hint.method);
  if (!key) {
    const bool is_other = key.error().code == keys::unsupported_key;
    return make_check(is_other ? Finding::key_unsupported : Finding::key_not_found, {},
                      hint.method + ": " + key.error().detail);
  }
  return KeyFound{.key = *key,
                  .controller = hint.owner.empty() ? url : hint.owner,
                  .is_proved = is_same_origin(hint.method, hint.owner)};
}

KeyAnswer look_up_named(const KeyHint& hint, did::Purpose purpose, const KnownDids& known) {
  if (!is_key_url(hint.method)) return look_up_key(hint.method, purpose, known);
  auto in_fragment = key_in_fragment(hint.method);
  if (std::holds_alternative<KeyFound>(in_fragment)) return in_fragment;
  return key_at_url(hint, known);
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

const Result<std::string>* KnownDids::find_key(std::string_view url) const {
  const auto found =
      std::ranges::find_if(keys_, [&](const auto& entry) { return entry.first == url; });
  return found == keys_.end() ? nullptr : &found->second;
}

void KnownDids::add_key(const std::string& url, Result<std::string> document) {
  if (find_key(url) == nullptr) keys_.emplace_back(url, std::move(document));
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
  std::optional<Result<did::DidDocument>> room;
  const auto* document = known_document(url->did(), known, room);
  if (document == nullptr) return url->did();
  return key_in_document(*url, purpose, *document);
}

KeyAnswer look_up_signer(const KeyHint& hint, did::Purpose purpose, const KnownDids& known) {
  if (hint.method.empty()) {
    if (const auto owner = did::Did::parse(hint.owner)) {
      return key_of_owner(*owner, hint.key, purpose, known);
    }
    if (!hint.key) return make_check(Finding::key_not_found, {}, "No key is named.");
    return KeyFound{.key = *hint.key, .controller = hint.owner, .is_proved = false};
  }
  auto answer = look_up_named(hint, purpose, known);
  const auto* found = std::get_if<KeyFound>(&answer);
  if (found != nullptr && hint.key && found->key != *hint.key) {
    return make_check(Finding::malformed_proof, {}, "It brings another key than it names.");
  }
  return answer;
}

}  // namespace waarmerk::node::credential
