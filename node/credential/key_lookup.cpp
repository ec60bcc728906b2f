#include "node/credential/key_lookup.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <ranges>
#include <utility>
#include <variant>

#include "crypto/keys/multikey.hpp"
#include "did/did_webvh.hpp"
#include "did/resolution.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/key_document.hpp"
#include "node/credential/sentences.hpp"

namespace waarmerk::node::credential {
namespace {

/// How far the clocks of who signs and of who keeps the history may lie apart.
constexpr std::int64_t period_skew_ms = 5 * minute_ms;

Check no_document(const std::string& signer, const Error& error) {
  const auto detail = std::string(error.code.name) + ": " + error.detail;
  if (error.code == did::unsupported_method) {
    return make_check(Finding::did_unsupported, {{"signer", signer}}, detail);
  }
  const bool is_wrong = error.code == did::not_found || error.code == did::malformed ||
                        error.code == did::wrong_key_length || error.code == did::bad_document ||
                        error.code == did::wrong_subject || error.code == did::bad_log ||
                        error.code == did::deactivated;
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

/// Who controls a method, where it is its own DID by the name by which it was asked for: what the
/// DID is called now is another question.
std::string controller_of(const did::VerificationMethod& method, std::string_view asked) {
  const auto did = asked.substr(0, asked.find('#'));
  return did::is_same_did(method.controller, did) ? std::string(did) : method.controller;
}

KeyFound found_in(const did::DidDocument& document, const did::VerificationMethod& method,
                  did::Purpose purpose) {
  return {.key = *method.key,
          .controller = method.controller,
          .is_allowed = document.allows(method.id, purpose),
          .expires = method.expires,
          .revoked = method.revoked};
}

/// Of the keys that had one name, the one that signed: that of the time, or else the one that
/// stands, or else the nearest before, so that its check can say what is wrong.
const did::MethodPeriod& period_of(const std::vector<did::MethodPeriod>& all,
                                   const std::optional<UnixTime>& signed_at) {
  const auto reversed = std::views::reverse(all);
  const auto began = [&](const did::MethodPeriod& one) {
    return !signed_at || one.from <= *signed_at + period_skew_ms;
  };
  const auto fits = [&](const did::MethodPeriod& one) {
    return began(one) && (!one.until || (signed_at && *signed_at < *one.until));
  };
  if (const auto one = std::ranges::find_if(reversed, fits); one != reversed.end()) return *one;
  if (!all.back().until) return all.back();
  const auto before = std::ranges::find_if(reversed, began);
  return before != reversed.end() ? *before : all.front();
}

/// The key that a history has under this name, now or before. Who is shown something signed here
/// and now must not see an old key: only assertions are looked at later.
std::optional<KeyAnswer> key_in_history(const std::string& method, const KeyUse& use,
                                        const did::DocumentHistory& documents) {
  auto periods = documents.periods(method, use.purpose);
  if (use.purpose != did::Purpose::assertion_method) {
    std::erase_if(periods, [](const auto& one) { return one.until.has_value(); });
  }
  if (periods.empty()) return std::nullopt;
  const auto& period = period_of(periods, use.signed_at);
  if (!period.method->key) return make_check(Finding::key_unsupported, {}, period.method->type);
  return KeyFound{.key = *period.method->key,
                  .controller = controller_of(*period.method, method),
                  .expires = period.method->expires,
                  .revoked = documents.withdrawn_since(*period.method),
                  .period = KeyPeriod{period.from, period.until}};
}

/// The key that was seen under this name when the signature was made, or last.
KeyAnswer key_seen_before(const std::string& method, const KeyUse& use,
                          const did::DocumentHistory& documents) {
  auto periods = documents.periods(method, use.purpose);
  std::erase_if(periods, [&](const auto& one) {
    const bool is_after = one.until && use.signed_at && *one.until <= *use.signed_at;
    return !one.until || !one.method->key || is_after || !use.signed_at;
  });
  if (periods.empty() || use.purpose != did::Purpose::assertion_method) {
    return make_check(Finding::key_not_found, {}, method + " was not seen in the document.");
  }
  const auto& period = periods.front();
  return KeyFound{.key = *period.method->key,
                  .controller = controller_of(*period.method, method),
                  .expires = period.method->expires,
                  .revoked = period.method->revoked,
                  .seen_until = period.until};
}

KeyAnswer key_in_documents(const did::DidUrl& method, const KeyUse& use,
                           const Result<did::DocumentHistory>& documents) {
  if (!documents) return no_document(method.did().text(), documents.error());
  if (documents->is_dated()) {
    if (auto found = key_in_history(method.text(), use, *documents)) return std::move(*found);
  }
  if (use.seen_before) return key_seen_before(method.text(), use, *documents);
  const auto newest = documents->newest();
  if (!newest) return no_document(method.did().text(), newest.error());
  const auto* found = newest->find_method(method.text());
  if (found == nullptr) {
    return make_check(Finding::key_not_found, {}, method.text() + " is not in the document.");
  }
  if (!found->key) return make_check(Finding::key_unsupported, {}, found->type);
  auto key = found_in(*newest, *found, use.purpose);
  key.unproved_since = documents->unproved_since(key.key);
  return key;
}

/// Open Badges of others name keys such as `https://school.example/issuer#z6Mk…`.
KeyAnswer key_in_fragment(const std::string& method) {
  const auto hash = method.find('#');
  if (hash == std::string::npos) return make_check(Finding::key_not_found, {}, method);
  const auto key = keys::parse_multikey(std::string_view(method).substr(hash + 1));
  if (!key) return make_check(Finding::key_not_found, {}, method);
  return KeyFound{.key = *key, .controller = method.substr(0, hash), .is_proved = false};
}

/// The documents of `did`, if they are known or it answers itself.
const Result<did::DocumentHistory>* known_documents(
    const did::Did& did, const KnownDids& known,
    std::optional<Result<did::DocumentHistory>>& room) {
  if (const auto* documents = known.find(did)) return documents;
  // Which hosts may be asked is known to whoever asks them.
  const did::Resolution resolution(did, {.plain_http_on_loopback = true});
  if (resolution.next()) return nullptr;
  return &room.emplace(resolution.documents());
}

/// The method of the owner whose key came along with the signature, or the only one there is.
KeyAnswer key_of_owner(const did::Did& owner, const std::optional<keys::PublicKey>& key,
                       const KeyUse& use, const KnownDids& known) {
  std::optional<Result<did::DocumentHistory>> room;
  const auto* documents = known_documents(owner, known, room);
  if (documents == nullptr) return owner;
  if (!*documents) return no_document(owner.text(), documents->error());
  const auto newest = (*documents)->newest();
  if (!newest) return no_document(owner.text(), newest.error());
  const auto& methods = newest->methods();
  for (const auto& method : methods) {
    const bool is_it = key ? method.key == key : methods.size() == 1 && method.key.has_value();
    if (!is_it) continue;
    auto found = found_in(*newest, method, use.purpose);
    found.controller = controller_of(method, owner.text());
    return found;
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

KeyAnswer look_up_named(const KeyHint& hint, const KeyUse& use, const KnownDids& known) {
  if (!is_key_url(hint.method)) return look_up_key(hint.method, use, known);
  auto in_fragment = key_in_fragment(hint.method);
  if (std::holds_alternative<KeyFound>(in_fragment)) return in_fragment;
  return key_at_url(hint, known);
}

}  // namespace

const Result<did::DocumentHistory>* KnownDids::find(const did::Did& did) const {
  const auto found =
      std::ranges::find_if(known_, [&](const auto& entry) { return entry.first == did; });
  return found == known_.end() ? nullptr : &found->second;
}

void KnownDids::add(const did::Did& did, Result<did::DocumentHistory> documents) {
  if (find(did) == nullptr) known_.emplace_back(did, std::move(documents));
}

const Result<std::string>* KnownDids::find_key(std::string_view url) const {
  const auto found =
      std::ranges::find_if(keys_, [&](const auto& entry) { return entry.first == url; });
  return found == keys_.end() ? nullptr : &found->second;
}

void KnownDids::add_key(const std::string& url, Result<std::string> document) {
  if (find_key(url) == nullptr) keys_.emplace_back(url, std::move(document));
}

KeyAnswer look_up_key(const std::string& method, const KeyUse& use, const KnownDids& known) {
  if (method.empty()) return make_check(Finding::key_not_found, {}, "No key is named.");
  if (!is_url(method)) {
    return make_check(Finding::malformed_proof, {}, "The verification method is no URL.");
  }
  if (!method.starts_with("did:")) return key_in_fragment(method);
  const auto url = did::DidUrl::parse(method);
  if (!url) return make_check(Finding::malformed_proof, {}, url.error().detail);
  if (auto found = key_in_did(*url, use.purpose)) return std::move(*found);
  std::optional<Result<did::DocumentHistory>> room;
  const auto* documents = known_documents(url->did(), known, room);
  if (documents == nullptr) return url->did();
  return key_in_documents(*url, use, *documents);
}

KeyAnswer look_up_signer(const KeyHint& hint, const KeyUse& use, const KnownDids& known) {
  if (hint.method.empty()) {
    if (const auto owner = did::Did::parse(hint.owner)) {
      return key_of_owner(*owner, hint.key, use, known);
    }
    if (!hint.key) return make_check(Finding::key_not_found, {}, "No key is named.");
    return KeyFound{.key = *hint.key, .controller = hint.owner, .is_proved = false};
  }
  auto answer = look_up_named(hint, use, known);
  const auto* found = std::get_if<KeyFound>(&answer);
  if (found != nullptr && hint.key && found->key != *hint.key) {
    return make_check(Finding::malformed_proof, {}, "It brings another key than it names.");
  }
  return answer;
}

}  // namespace waarmerk::node::credential
