#include "node/actions/own_did.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "crypto/keys/secret_key.hpp"
#include "did/address_rules.hpp"
#include "did/did_web.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_log.hpp"
#include "did/webvh_witnessing.hpp"
#include "node/actions/own_document.hpp"
#include "node/actions/witness_key.hpp"
#include "node/feed/feed_keys.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::string_view feed_key = "feed";
constexpr std::string_view feed_start = "feed-";
constexpr std::string_view update_start = "update-";
constexpr std::string_view issuing_start = "issuing-";

Result<keys::PublicKey> public_key(const storage::KeyVault& vault, std::string_view name) {
  const auto entries = vault.entries();
  const auto found = std::ranges::find(entries, name, &storage::VaultEntry::name);
  if (found != entries.end()) return found->public_key;
  return fail(storage::no_such_key, "There is no key " + std::string(name) + " in the vault.");
}

/// The key of this name: a crash may have left it here, and then nothing was said with it yet.
Result<keys::PublicKey> ensure_key(storage::KeyVault& vault, const std::string& name, UnixTime now,
                                   Random& random) {
  if (auto found = public_key(vault, name)) return found;
  const auto key = keys::SecretKey::generate(keys::Algorithm::ed25519, random);
  TRY_OK(vault.add(name, key, now, random));
  return public_key(vault, name);
}

/// What this DID is called at another place.
Result<did::Did> name_at(const did::Did& did, const std::string& url) {
  TRY(web, did::did_web_at(url, {.plain_http_on_loopback = true}));
  return did::Did::parse(std::string(did::lasting_part(did.text())) + ":" +
                         std::string(web.specific_id()));
}

/// The organisation, its DID and its log.
struct Own {
  OwnState state;
  did::Did did;
  did::WebvhLog log;

  /// Of the entry that comes next.
  std::uint32_t next_number() const { return log.entries().back().number() + 1; }
};

Result<Own> read_own(OwnState state) {
  TRY(did, did::Did::parse(state.organisation.did));
  auto log = did::WebvhLog::read_kept(state.known.log, did::scid_of(did), state.known.as_of);
  if (log.fault()) return std::unexpected(*log.fault());
  return Own{std::move(state), std::move(did), std::move(log)};
}

Result<Own> load_own(OwnPlace& place) {
  TRY(state, place.load());
  return read_own(std::move(state));
}

/// One that can change.
Result<Own> load_living(OwnPlace& place) {
  TRY(own, load_own(place));
  const auto& last = own.log.entries().back().parameters;
  if (last.deactivated) return fail(did::deactivated, "It was deactivated before.");
  return own;
}

Result<void> check_watchers(const std::vector<std::string>& urls) {
  if (urls.size() > own_watchers_max) return fail(bad_watchers, "16 watchers can be named.");
  for (auto url = urls.begin(); url != urls.end(); ++url) {
    TRY_OK(did::check_fetch_url(*url, {.plain_http_on_loopback = true}));
    if (url->contains('?')) return fail(bad_watchers, "The address of a watcher has no question.");
    if (std::find(urls.begin(), url, *url) != url) {
      return fail(bad_watchers, *url + " is named twice.");
    }
  }
  return {};
}

bool issues(const did::DidDocument& document, const did::VerificationMethod& method) {
  return document.allows(method.id, did::Purpose::assertion_method);
}

std::optional<did::DidDocument> newest_of(const std::optional<did::DocumentHistory>& history) {
  if (!history) return std::nullopt;
  auto document = history->newest();
  return document ? std::optional(*std::move(document)) : std::nullopt;
}

/// What a key is called in the vault.
std::optional<std::string> find_name(const storage::KeyVault& vault, const keys::PublicKey& key) {
  const auto entries = vault.entries();
  const auto found = std::ranges::find(entries, key, &storage::VaultEntry::public_key);
  return found == entries.end() ? std::nullopt : std::optional(found->name);
}

std::optional<std::string> find_issuing_name(const storage::KeyVault& vault,
                                             const did::DidDocument& document) {
  for (const auto& method : document.methods()) {
    if (!method.key || !issues(document, method)) continue;
    if (auto name = find_name(vault, *method.key)) return name;
  }
  return std::nullopt;
}

std::optional<std::string> find_feed_name(const storage::KeyVault& vault,
                                          const did::DidDocument& document) {
  const auto service = feed::read_feed_service(document);
  return service ? find_name(vault, service->feed_key) : std::nullopt;
}

/// Adds each issuing key of this version, to be believed no longer than `since`. One that was
/// withdrawn already keeps the earlier time.
void withdraw(std::vector<did::PublishedMethod>& all, const did::DidDocument& document,
              UnixTime since) {
  for (const auto& method : document.methods()) {
    if (!method.key || !issues(document, method)) continue;
    const auto fragment = method.id.substr(method.id.find('#') + 1);
    const auto held = std::ranges::find(all, fragment, &did::PublishedMethod::fragment);
    if (held == all.end()) {
      all.push_back({fragment, *method.key, {}, since});
    } else {
      held->revoked = std::min(held->revoked.value_or(since), since);
    }
  }
}

/// What our document says now, in words that can be changed.
Result<OwnDocument> present_document(const Own& own, const storage::KeyVault& vault) {
  TRY(history, did::DocumentHistory::of(own.did, own.log));
  TRY(document, history.newest());
  TRY(service, feed::read_feed_service(document));
  TRY(issuing, public_key(vault, issuing_key_of(vault, own.state.organisation, history)));
  OwnDocument present{.did = own.did,
                      .url = own.state.organisation.url,
                      .issuing_fragment = {},
                      .issuing = issuing,
                      .feed = service.feed_key,
                      .epoch = service.epoch,
                      .former = former_names(document),
                      .withdrawn = withdrawn_methods(document),
                      .mirrors = service.mirrors};
  for (const auto& method : document.methods()) {
    if (method.key == issuing && issues(document, method)) {
      present.issuing_fragment = method.id.substr(method.id.find('#') + 1);
    }
  }
  return present;
}

/// The document with a new issuing key; and each key that stood since others may have had them is
/// marked.
Result<did::DidDocument> next_document(const Own& own, OwnDocument wanted,
                                       const std::optional<UnixTime>& compromised_since) {
  TRY(history, did::DocumentHistory::of(own.did, own.log));
  for (const auto& version : history.versions()) {
    const bool stood = !version.until || (compromised_since && *version.until > *compromised_since);
    if (compromised_since && stood)
      withdraw(wanted.withdrawn, version.document, *compromised_since);
  }
  return write_own_document(wanted);
}

/// What of the next line is not its keys.
struct Step {
  const json::Document& document;
  UnixTime now;
  std::optional<did::WebvhWitnesses> witnesses = {};
  std::optional<std::vector<std::string>> watchers = {};
};

/// The next line, signed with the key that was committed to; and the key behind it is committed to.
Result<std::string> write_line(const Own& own, storage::KeyVault& vault, const Step& step,
                               Random& random) {
  const auto number = own.next_number();
  TRY(update, vault.signer(update_key_name(number)));
  TRY(next, ensure_key(vault, update_key_name(number + 1), step.now, random));
  const auto& last = own.log.entries().back();
  const did::WebvhKeys keys{.now = *update, .next = next};
  if (step.witnesses) return did::name_webvh_witnesses(last, *step.witnesses, keys, step.now);
  if (step.watchers) return did::name_webvh_watchers(last, *step.watchers, keys, step.now);
  return did::continue_webvh(last, step.document, keys, step.now);
}

/// Hands the line on, with what the keys are called from then on.
Result<ChangedKey> put_line(OwnPlace& place, const Own& own, const std::string& line,
                            UnixTime now) {
  TRY(log, did::read_next_line(own.state.known.log, line, did::scid_of(own.did), now));
  const auto& entry = log.entries().back();
  const auto& organisation = own.state.organisation;
  TRY(state, place.save({line, organisation.issuing_key, organisation.feed_key}, now));
  TRY(did, did::Did::parse(entry.id));
  return ChangedKey{std::move(did), entry.version_id, {}, state};
}

}  // namespace

std::string update_key_name(std::uint32_t entry) {
  return std::string(update_start) + std::to_string(entry);
}

std::string issuing_key_name(std::uint32_t entry) {
  return std::string(issuing_start) + std::to_string(entry);
}

std::string feed_key_name(std::uint32_t entry) {
  return std::string(feed_start) + std::to_string(entry);
}

bool is_own_key_name(std::string_view name) {
  return name == feed_key || name.starts_with(feed_start) || name.starts_with(update_start) ||
         name.starts_with(issuing_start) || is_witness_key_name(name);
}

Result<did::BegunWebvh> begin_own_did(const std::string& url, const storage::KeyVault& vault,
                                      UnixTime now) {
  TRY(did, did::webvh_at(url, {.plain_http_on_loopback = true}));
  TRY(issuing, public_key(vault, issuing_key_name(1)));
  TRY(feed, public_key(vault, feed_key));
  TRY(update, vault.signer(update_key_name(1)));
  TRY(next, public_key(vault, update_key_name(2)));
  TRY(document, write_own_document({.did = did,
                                    .url = url,
                                    .issuing_fragment = issuing_key_name(1),
                                    .issuing = issuing,
                                    .feed = feed}));
  return did::begin_webvh(document.source(), {.now = *update, .next = next}, now);
}

Result<std::optional<did::DocumentHistory>> load_own_history(
    const storage::View& store, const records::Organisation& organisation) {
  if (!organisation.did.starts_with("did:webvh:")) return std::nullopt;
  TRY(state, load_own_state(store));
  TRY(own, read_own(std::move(state)));
  return did::DocumentHistory::of(own.did, own.log);
}

bool is_name_of(const records::Organisation& organisation, std::string_view did) {
  return did::is_same_did(organisation.did, did);
}

std::string issuing_key_of(const storage::KeyVault& vault,
                           const records::Organisation& organisation,
                           const std::optional<did::DocumentHistory>& history) {
  const auto document = newest_of(history);
  return document ? find_issuing_name(vault, *document).value_or(organisation.issuing_key)
                  : organisation.issuing_key;
}

std::string feed_key_of(const storage::KeyVault& vault, const records::Organisation& organisation,
                        const std::optional<did::DocumentHistory>& history) {
  const auto document = newest_of(history);
  return document ? find_feed_name(vault, *document).value_or(organisation.feed_key)
                  : organisation.feed_key;
}

bool has_keys_of(const storage::KeyVault& vault, const did::DocumentHistory& history) {
  const auto document = newest_of(history);
  return !document || (find_issuing_name(vault, *document) && find_feed_name(vault, *document));
}

Result<ChangedKey> replace_issuing_key(OwnPlace& place, storage::KeyVault& vault,
                                       const KeyChange& change, Random& random) {
  if (change.compromised_since && *change.compromised_since > change.now) {
    return fail(time_to_come, "Since when others may have the key cannot be still to come.");
  }
  TRY(own, load_own(place));
  const auto name = issuing_key_name(own.next_number());
  TRY(present, present_document(own, vault));
  TRY(issuing, ensure_key(vault, name, change.now, random));
  present.issuing_fragment = name;
  present.issuing = issuing;
  TRY(document, next_document(own, std::move(present), change.compromised_since));
  TRY(line, write_line(own, vault, {document.source(), change.now}, random));
  own.state.organisation.issuing_key = name;
  TRY(changed, put_line(place, own, line, change.now));
  changed.key = name;
  return changed;
}

Result<ChangedKey> deactivate_own_did(OwnPlace& place, const storage::KeyVault& vault,
                                      UnixTime now) {
  TRY(own, load_living(place));
  const auto& last = own.log.entries().back();
  TRY(update, vault.signer(update_key_name(own.next_number())));
  TRY(line, did::deactivate_webvh(last, *update, now));
  return put_line(place, own, line, now);
}

Result<ChangedKey> move_own_did(OwnPlace& place, storage::KeyVault& vault, const OwnMove& move,
                                Random& random) {
  TRY(own, load_living(place));
  const auto& last = own.log.entries().back().parameters;
  if (!last.portable) return fail(not_portable, "The history says that this DID does not move.");
  TRY(there, name_at(own.did, move.url));
  if (there == own.did) return fail(already_there, "The DID stands at this place already.");
  TRY(present, present_document(own, vault));
  std::erase(present.former, there.text());  // a name that the DID had once may come back
  present.former.push_back(own.did.text());
  present.did = there;
  present.url = move.url;
  TRY(document, write_own_document(present));
  TRY(line, write_line(own, vault, {document.source(), move.now}, random));
  return put_line(place, own, line, move.now);
}

Result<ChangedKey> name_own_witnesses(OwnPlace& place, storage::KeyVault& vault,
                                      const OwnWitnesses& order, Random& random) {
  TRY(own, load_living(place));
  const auto& document = own.log.entries().back().document;
  TRY(line, write_line(own, vault, {document, order.now, order.witnesses}, random));
  return put_line(place, own, line, order.now);
}

Result<ChangedKey> name_own_watchers(OwnPlace& place, storage::KeyVault& vault,
                                     const OwnWatchers& order, Random& random) {
  TRY_OK(check_watchers(order.urls));
  TRY(own, load_living(place));
  const auto& document = own.log.entries().back().document;
  TRY(line, write_line(own, vault, {document, order.now, {}, order.urls}, random));
  return put_line(place, own, line, order.now);
}

Result<ChangedKey> name_own_mirrors(OwnPlace& place, storage::KeyVault& vault,
                                    const OwnMirrors& order, Random& random) {
  TRY(own, load_living(place));
  TRY(present, present_document(own, vault));
  if (present.mirrors == order.mirrors) {
    return fail(mirrors_named, "The DID names these mirrors already.");
  }
  present.mirrors = order.mirrors;
  TRY(document, write_own_document(present));
  TRY(line, write_line(own, vault, {document.source(), order.now}, random));
  return put_line(place, own, line, order.now);
}

Result<ChangedKey> replace_feed_key(OwnPlace& place, storage::KeyVault& vault, UnixTime now,
                                    Random& random) {
  TRY(own, load_own(place));
  const auto name = feed_key_name(own.next_number());
  TRY(present, present_document(own, vault));
  if (own.state.epoch != present.epoch) {
    return fail(epoch_waits, "The epoch that the DID names has not begun yet: start the node.");
  }
  TRY(feed, ensure_key(vault, name, now, random));
  present.feed = feed;
  ++present.epoch;
  TRY(document, write_own_document(present));
  TRY(line, write_line(own, vault, {document.source(), now}, random));
  own.state.organisation.feed_key = name;
  TRY(changed, put_line(place, own, line, now));
  changed.key = name;
  return changed;
}

}  // namespace waarmerk::node::actions
