#include "node/actions/own_did.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "crypto/keys/secret_key.hpp"
#include "did/did_web.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_log.hpp"
#include "node/actions/own_document.hpp"
#include "node/actions/witness_key.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/feed/payload.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/feeds.hpp"

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

/// The address of the node whose feed this is.
std::string url_of(const feed::FeedService& service) {
  constexpr std::string_view path = "/bot/1";
  auto url = service.uri;
  if (url.ends_with(path)) url.resize(url.size() - path.size());
  return url;
}

/// What this DID is called at another place.
Result<did::Did> name_at(const did::Did& did, const std::string& url) {
  TRY(web, did::did_web_at(url, {.plain_http_on_loopback = true}));
  return did::Did::parse(std::string(did::lasting_part(did.text())) + ":" +
                         std::string(web.specific_id()));
}

/// The organisation, its DID and its log.
struct Own {
  records::Organisation organisation;
  did::Did did;
  records::KnownLog known;
  did::WebvhLog log;

  /// Of the entry that comes next.
  std::uint32_t next_number() const { return log.entries().back().number() + 1; }
};

Result<Own> load_own(const storage::View& store) {
  TRY(found, records::load_organisation(store));
  const auto did = did::Did::parse(found ? found->did : "");
  if (!did || did->method() != "webvh") {
    return fail(fixed_keys, "Only a did:webvh can change its keys and keep its older badges good.");
  }
  const auto scid = did::scid_of(*did);
  TRY(known, records::find_log(store, scid));
  if (!known) return fail(did::bad_log, "Our own history is not in the store.");
  auto log = did::WebvhLog::read_kept(known->log, scid, known->as_of);
  if (log.fault()) return std::unexpected(*log.fault());
  TRY(history, did::DocumentHistory::of(*did, log));
  TRY(organisation, where_it_moved(std::move(*found), history));
  TRY(name, did::Did::parse(organisation.did));
  return Own{std::move(organisation), std::move(name), std::move(*known), std::move(log)};
}

bool issues(const did::DidDocument& document, const did::VerificationMethod& method) {
  return document.allows(method.id, did::Purpose::assertion_method);
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
  TRY(issuing, public_key(vault, issuing_key_of(vault, own.organisation, history)));
  OwnDocument present{.did = own.did,
                      .url = own.organisation.url,
                      .issuing_fragment = {},
                      .issuing = issuing,
                      .feed = service.feed_key,
                      .epoch = service.epoch,
                      .former = former_names(document),
                      .withdrawn = withdrawn_methods(document)};
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

/// The last entry of the log as any reader finds it, who can also be told of it by the feed: what
/// is not so is never kept.
Result<did::WebvhEntry> last_entry(const Own& own, UnixTime now) {
  const std::string_view text = own.known.log;
  const auto start = text.rfind('\n', text.size() - 2) + 1;
  auto payload = feed::encode_did_log_line(text.substr(start, text.size() - start - 1), "[]");
  if (!payload) return std::unexpected(payload.error());
  auto log = did::WebvhLog::read(text, did::scid_of(own.did), now);
  if (log.fault()) return std::unexpected(*log.fault());
  return log.entries().back();
}

/// Puts a line on the log in memory.
Result<did::WebvhEntry> append_line(Own& own, const std::string& line, UnixTime now) {
  own.known.log += line + "\n";
  TRY(entry, last_entry(own, now));
  own.known.as_of = entry.time;
  return entry;
}

struct Step {
  const did::DidDocument& document;
  UnixTime now;
};

/// Puts the next line on the log in memory, signed with the key that was committed to.
Result<did::WebvhEntry> add_line(Own& own, storage::KeyVault& vault, const Step& step,
                                 Random& random) {
  const auto number = own.next_number();
  TRY(update, vault.signer(update_key_name(number)));
  TRY(next, ensure_key(vault, update_key_name(number + 1), step.now, random));
  TRY(line, did::continue_webvh(own.log.entries().back(), step.document.source(),
                                {.now = *update, .next = next}, step.now));
  return append_line(own, line, step.now);
}

/// The line with all that follows from it, at once.
Result<void> save(storage::Store& store, const Own& own) {
  storage::Batch rows;
  records::save_log(rows, did::scid_of(own.did), own.known);
  records::save_organisation(rows, own.organisation);
  return store.write(rows, storage::Durability::durable);
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
  TRY(own, load_own(store));
  return did::DocumentHistory::of(own.did, own.log);
}

bool is_name_of(const records::Organisation& organisation, std::string_view did) {
  return did::is_same_did(organisation.did, did);
}

Result<records::Organisation> where_it_moved(records::Organisation organisation,
                                             const std::optional<did::DocumentHistory>& history) {
  if (!history || history->versions().empty()) return organisation;
  const auto& document = history->versions().back().document;
  if (document.id().text() == organisation.did) return organisation;
  TRY(service, feed::read_feed_service(document));
  organisation.did = document.id().text();
  organisation.url = url_of(service);
  return organisation;
}

std::string issuing_key_of(const storage::KeyVault& vault,
                           const records::Organisation& organisation,
                           const std::optional<did::DocumentHistory>& history) {
  if (!history) return organisation.issuing_key;
  const auto document = history->newest();
  if (!document) return organisation.issuing_key;
  const auto entries = vault.entries();
  for (const auto& method : document->methods()) {
    if (!method.key || !issues(*document, method)) continue;
    const auto found = std::ranges::find(entries, *method.key, &storage::VaultEntry::public_key);
    if (found != entries.end()) return found->name;
  }
  return organisation.issuing_key;
}

Result<ChangedKey> replace_issuing_key(storage::Store& store, storage::KeyVault& vault,
                                       const KeyChange& change, Random& random) {
  if (change.compromised_since && *change.compromised_since > change.now) {
    return fail(time_to_come, "Since when others may have the key cannot be still to come.");
  }
  TRY(own, load_own(store));
  const auto name = issuing_key_name(own.next_number());
  TRY(present, present_document(own, vault));
  TRY(issuing, ensure_key(vault, name, change.now, random));
  present.issuing_fragment = name;
  present.issuing = issuing;
  TRY(document, next_document(own, std::move(present), change.compromised_since));
  TRY(entry, add_line(own, vault, {document, change.now}, random));
  own.organisation.issuing_key = name;
  TRY_OK(save(store, own));
  return ChangedKey{own.did, entry.version_id, name};
}

Result<ChangedKey> deactivate_own_did(storage::Store& store, const storage::KeyVault& vault,
                                      UnixTime now) {
  TRY(own, load_own(store));
  const auto& last = own.log.entries().back();
  if (last.parameters.deactivated) return fail(did::deactivated, "It was deactivated before.");
  TRY(update, vault.signer(update_key_name(own.next_number())));
  TRY(line, did::deactivate_webvh(last, *update, now));
  TRY(entry, append_line(own, line, now));
  TRY_OK(save(store, own));
  return ChangedKey{own.did, entry.version_id, {}};
}

Result<ChangedKey> move_own_did(storage::Store& store, storage::KeyVault& vault,
                                const OwnMove& move, Random& random) {
  TRY(own, load_own(store));
  const auto& last = own.log.entries().back().parameters;
  if (last.deactivated) return fail(did::deactivated, "It was deactivated before.");
  if (!last.portable) return fail(not_portable, "The history says that this DID does not move.");
  TRY(there, name_at(own.did, move.url));
  if (there == own.did) return fail(already_there, "The DID stands at this place already.");
  TRY(present, present_document(own, vault));
  // A name that the DID had once may come back.
  std::erase(present.former, there.text());
  present.former.push_back(own.did.text());
  present.did = there;
  present.url = move.url;
  TRY(document, write_own_document(present));
  TRY(entry, add_line(own, vault, {document, move.now}, random));
  own.organisation.did = there.text();
  own.organisation.url = move.url;
  TRY_OK(save(store, own));
  return ChangedKey{there, entry.version_id, {}};
}

Result<ChangedKey> replace_feed_key(storage::Store& store, storage::KeyVault& vault, UnixTime now,
                                    Random& random) {
  TRY(own, load_own(store));
  const auto name = feed_key_name(own.next_number());
  TRY(present, present_document(own, vault));
  const auto head = records::Feeds(store).head(feed::feed_id_of(own.did));
  if (!head || head->epoch != present.epoch) {
    return fail(epoch_waits, "The epoch that the DID names has not begun yet: start the node.");
  }
  TRY(feed, ensure_key(vault, name, now, random));
  present.feed = feed;
  ++present.epoch;
  TRY(document, write_own_document(present));
  TRY(entry, add_line(own, vault, {document, now}, random));
  own.organisation.feed_key = name;
  TRY_OK(save(store, own));
  return ChangedKey{own.did, entry.version_id, name};
}

}  // namespace waarmerk::node::actions
