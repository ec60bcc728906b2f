#include "did/document_history.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <string>
#include <utility>

#include "did/did_webvh.hpp"

namespace waarmerk::did {
namespace {

bool continues(const MethodPeriod& before, const DocumentVersion& version,
               const VerificationMethod& method) {
  return before.until == version.from && before.method->key == method.key;
}

std::vector<std::string> feed_keys_in(const DidDocument& document) {
  std::vector<std::string> keys;
  for (const auto& service : document.services()) {
    const auto key = service.endpoint.root().find("feedKey");
    if (const auto text = key ? key->string() : std::nullopt) keys.emplace_back(*text);
  }
  return keys;
}

bool has_key(const DidDocument& document, const keys::PublicKey& key) {
  return std::ranges::any_of(document.methods(), [&](const auto& one) { return one.key == key; });
}

}  // namespace

DocumentHistory::DocumentHistory(DidDocument document) {
  versions_.push_back({.document = std::move(document), .from = {}});
}

DocumentHistory DocumentHistory::seen(std::vector<DocumentVersion> versions) {
  assert(!versions.empty());
  DocumentHistory history;
  history.versions_ = std::move(versions);
  auto& all = history.versions_;
  for (std::size_t i = 0; i + 1 < all.size(); ++i) all[i].until = all[i + 1].from;
  all.back().until.reset();
  return history;
}

std::optional<UnixTime> DocumentHistory::unproved_since(const keys::PublicKey& key) const {
  std::vector<std::string> feed_keys = feed_keys_in(versions_.front().document);
  const auto is_theirs = [&](const std::string& one) {
    return std::ranges::find(feed_keys, one) != feed_keys.end();
  };
  bool is_proved = has_key(versions_.front().document, key);
  for (std::size_t i = 1; i < versions_.size() && !is_proved; ++i) {
    const auto signers = feed_keys_in(versions_[i - 1].document);
    const bool is_signed =
        versions_[i].is_by_feed && !signers.empty() && std::ranges::all_of(signers, is_theirs);
    if (!is_signed) continue;
    is_proved = has_key(versions_[i].document, key);
    std::ranges::copy(feed_keys_in(versions_[i].document), std::back_inserter(feed_keys));
  }
  const auto first = std::ranges::find_if(
      versions_, [&](const auto& version) { return has_key(version.document, key); });
  if (is_proved || first == versions_.end()) return std::nullopt;
  return first->from;
}

Result<DocumentHistory> DocumentHistory::of(const Did& did, const WebvhLog& log) {
  if (log.fault()) return std::unexpected(*log.fault());
  DocumentHistory history;
  history.is_dated_ = true;
  for (const auto& entry : log.entries()) {
    auto& versions = history.versions_;
    if (!versions.empty() && !versions.back().until) versions.back().until = entry.time;
    history.no_newest_.reset();
    if (entry.parameters.deactivated) {
      history.no_newest_ = Error{deactivated, "The DID was deactivated."};
      continue;
    }
    auto document = DidDocument::read(entry.document);
    if (document) versions.push_back({.document = std::move(*document), .from = entry.time});
    if (!document) history.no_newest_ = document.error();
  }
  const bool is_named = std::ranges::any_of(
      log.entries(), [&](const WebvhEntry& entry) { return entry.id == did.text(); });
  if (!is_named) return fail(bad_log, "No entry is about this DID.");
  return history;
}

Result<DidDocument> DocumentHistory::newest() const {
  if (no_newest_) return std::unexpected(*no_newest_);
  return versions_.back().document;
}

bool DocumentHistory::is_about(const Did& did) const {
  return std::ranges::any_of(versions_, [&](const auto& one) { return one.document.id() == did; });
}

/// What the method of this name is called in `document`: a move changes the name of every method.
std::string DocumentHistory::name_in(const DidDocument& document, std::string_view did_url) const {
  const auto hash = std::min(did_url.find('#'), did_url.size());
  const auto did = did_url.substr(0, hash);
  const auto& name = document.id().text();
  if (did == name || !is_dated_ || !is_same_did(did, name)) return std::string(did_url);
  const bool was_called_so = std::ranges::any_of(
      versions_, [&](const auto& version) { return version.document.id().text() == did; });
  return was_called_so ? name + std::string(did_url.substr(hash)) : std::string(did_url);
}

std::vector<MethodPeriod> DocumentHistory::periods(std::string_view did_url,
                                                   Purpose purpose) const {
  std::vector<MethodPeriod> all;
  for (const auto& version : versions_) {
    const auto name = name_in(version.document, did_url);
    const auto* method = version.document.find_method(name);
    if (method == nullptr || !version.document.allows(name, purpose)) continue;
    if (all.empty() || !continues(all.back(), version, *method)) {
      all.push_back({.method = method, .from = version.from});
    }
    all.back().method = method;
    all.back().until = version.until;
  }
  return all;
}

std::optional<UnixTime> DocumentHistory::withdrawn_since(const VerificationMethod& method) const {
  if (versions_.empty() || versions_.back().until) return std::nullopt;
  const auto& newest = versions_.back().document;
  const auto* now = newest.find_method(name_in(newest, method.id));
  if (now == nullptr || now->key != method.key) return std::nullopt;
  return now->revoked;
}

}  // namespace waarmerk::did
