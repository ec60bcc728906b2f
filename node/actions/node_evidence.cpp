#include "node/actions/node_evidence.hpp"

#include <algorithm>
#include <utility>

#include "did/did_webvh.hpp"
#include "node/actions/ask_watchers.hpp"
#include "node/actions/commit.hpp"
#include "node/actions/custodian.hpp"
#include "node/actions/issuer_facts.hpp"
#include "node/actions/keep_list.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/mirrors.hpp"
#include "node/actions/stored_places.hpp"
#include "node/credential/status_entry.hpp"
#include "node/credential/status_token.hpp"
#include "node/records/lists.hpp"
#include "node/records/peers.hpp"
#include "node/records/status_bits.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Source;

/// What we held all along, after somebody outside was asked for it, perhaps in vain.
template <class T>
Answer<T> after_asking(Result<T> held, bool asked_outside) {
  Answer<T> answer(std::move(held));
  if (answer) answer->from.asked_outside = asked_outside;
  answer.asked_outside = asked_outside;
  return answer;
}

constexpr std::int64_t document_fresh_ms = hour_ms;
constexpr std::int64_t failure_kept_ms = minute_ms;
constexpr std::size_t failures_max = 1024;
constexpr std::int64_t ttl_max_ms = day_ms;  // whatever a list says of itself

/// Whether an issuer's own feed said it, which one follows or was given a bundle of.
bool is_of_feed(std::string_view source) { return source == "gossip" || source == "bundle"; }

Source source_of(std::string_view source, Source otherwise = Source::own) {
  if (source == "bundle") return Source::bundle;
  return source == "gossip" ? Source::gossip : otherwise;
}

DidEvidence evidence_of(KnownDocuments known) {
  const auto source = source_of(known.source);
  return {std::move(known.documents), {.source = source, .document_as_of = known.as_of}};
}

Result<ListEvidence> list_from_web(Result<std::string> fetched) {
  TRY(text, std::move(fetched));
  return ListEvidence{std::move(text), {.source = Source::https}};
}

/// How long a list from the web is used without asking again; a feed's, as long as it is valid.
/// `list` is a KnownList or what is kept of one.
bool is_fresh(const auto& list, UnixTime now) {
  if (is_of_feed(list.source)) return !list.valid_until || now < *list.valid_until;
  const auto ttl_ms = std::min(list.ttl_ms.value_or(0), ttl_max_ms);
  return now - list.received < ttl_ms;
}

/// A list may grow and never shrink: what stood behind its end now is not told any more.
void note_shrink(const std::optional<records::KeptStatus>& kept, credential::Provenance& from) {
  if (!kept || kept->longest_bits <= kept->bits) return;
  from.issuer.conflicts.push_back(credential::Conflict::list_shrunk);
}

/// Whoever else has the name of a did:webvh is not forgotten.
Result<DidEvidence> under_name(const storage::View& store, const did::Did& did,
                               KnownDocuments known) {
  if (known.is_contested) {
    TRY(documents, seen_under_name(store, did, std::move(known.documents)));
    known.documents = std::move(documents);
  }
  return evidence_of(std::move(known));
}

Result<bool> was_set(const storage::View& store, records::Slot slot, UnixTime at) {
  TRY(changes, records::status_history(store, slot));
  bool is_set = false;
  for (const auto& change : changes) {
    if (change.at <= at) is_set = change.value;
  }
  return is_set;
}

}  // namespace

Task<Answer<DidEvidence>> NodeEvidence::find_did(did::Did did) {
  if (ports_.self.documents.is_about(did)) {
    co_return DidEvidence{ports_.self.documents, {.source = Source::own}};
  }
  if (const auto pinned = pinned_.find(did.text()); pinned != pinned_.end()) {
    co_return DidEvidence{pinned->second, {.source = Source::documents}};
  }
  CO_TRY(known, find_documents(ports_.records.store, did));
  const auto now = ports_.clock.now();
  if (known && (is_of_feed(known->source) || now - known->as_of < document_fresh_ms)) {
    co_return under_name(ports_.records.store, did, std::move(*known));
  }
  auto fetched = co_await fetch_did(did);
  // A document that we saw before is better than none: its keys do not expire by our not asking.
  if (!fetched && known) {
    fetched = after_asking<DidEvidence>(evidence_of(std::move(*known)), fetched.asked_outside);
  }
  if (!fetched) co_return fetched;
  CO_TRY(documents, seen_under_name(ports_.records.store, did, std::move(fetched->documents)));
  fetched->documents = std::move(documents);
  co_return fetched;
}

Task<Answer<DidEvidence>> NodeEvidence::fetch_did(did::Did did) {
  if (failed_lately(did.text())) {
    co_return fail(did::unavailable, "The host of this DID did not answer a moment ago.");
  }
  const bool asks = did::Resolution(did, options_).next().has_value();
  auto resolved = co_await resolve_did(did, options_, ports_);
  const auto host = resolved ? HostWord::serves : host_word_of(resolved.error());
  if (!resolved) {
    if (auto handed = co_await ask_others(did)) resolved = std::move(handed);
  }
  if (!resolved) {
    // What no host was asked for fails at once, and always in its own words.
    if (resolved.error().code.kind == ErrorKind::unavailable) note_failure(did.text());
    co_return after_asking<DidEvidence>(failure_of(std::move(resolved)), asks);
  }
  auto kept = co_await keep_documents(did, std::move(*resolved), host);
  if (!kept) co_return after_asking<DidEvidence>(failure_of(std::move(kept)), asks);
  co_return after_asking<DidEvidence>(DidEvidence{std::move(*kept), {.source = Source::https}},
                                      asks);
}

/// Each holds what it follows, and a history proves itself by its SCID, whoever hands it on.
Task<Result<Resolved>> NodeEvidence::ask_others(did::Did did) {
  CO_TRY(peers, records::list_peers(ports_.records.store));
  std::vector<std::string> urls;
  for (auto& peer : peers) urls.push_back(std::move(peer.url));
  co_return co_await ask_holders(std::move(did), std::move(urls), ports_);
}

/// What to go by from now on, as far as strangers may make us write on disk.
Task<Result<did::DocumentHistory>> NodeEvidence::keep_documents(did::Did did, Resolved resolved,
                                                                HostWord host) {
  const auto now = ports_.clock.now();
  storage::Batch rows;
  DidKeeper keeper(ports_.records.store, rows);
  CO_TRY(documents, keeper.keep(did, resolved, {"https", now, host}));
  if (!strangers_.take(size_of(resolved), now)) co_return documents;
  const auto done = co_await commit(ports_.records.journal, std::move(rows));
  if (!done) co_return std::unexpected(done.error());
  co_return documents;
}

Task<Answer<ListEvidence>> NodeEvidence::find_status_list(credential::NeedStatusList need) {
  const auto now = ports_.clock.now();
  CO_TRY(then, find_then(need, now));
  if (then) co_return std::move(*then);
  if (const auto* ours = ports_.records.statuses.find(need.url)) {
    CO_TRY(own, records::find_published_list(ports_.records.store, ours->number));
    if (!own) co_return fail(fetch::fetch_failed, "This list of ours is not published yet.");
    CO_TRY(from, provenance_of(need.issuer, Source::own, {}));
    from.last_heard = now;
    co_return ListEvidence{*own, std::move(from)};
  }
  CO_TRY(continued, find_continued(need));
  if (continued) co_return std::move(*continued);
  CO_TRY(stored, find_stored(need, now));
  if (stored) co_return std::move(*stored);
  CO_TRY(known, records::find_list(ports_.records.store, {need.url, need.issuer}));
  if (known && is_fresh(*known, now)) co_return held_list(*known, Source::own);
  const auto address = address_of(need);
  const std::string accept(credential::accepted_types(need.kind));
  auto fetched = co_await fetch_text(address, accept);
  if (!fetched && address != need.url) fetched = co_await fetch_text(need.url, accept);
  if (!fetched && fetched.asked_outside) fetched = co_await ask_mirrors(need, std::move(fetched));
  bool is_kept = false;
  if (fetched) is_kept = co_await keep_fetched(need, *fetched);
  // Old news that the issuer signed is better than what it did not, and better than none.
  CO_TRY(newest, records::find_list(ports_.records.store, {need.url, need.issuer}));
  const bool asked = fetched.asked_outside;
  auto answer = newest ? held_list(*newest, is_kept ? Source::https : Source::own)
                       : list_from_web(std::move(fetched));
  co_return after_asking(std::move(answer), asked);
}

/// Where its issuer does not hand it out, its mirrors may have it on the feed.
Task<Answer<std::string>> NodeEvidence::ask_mirrors(credential::NeedStatusList need,
                                                    Answer<std::string> in_vain) {
  const auto issuer = did::Did::parse(need.issuer);
  if (!issuer) co_return in_vain;
  auto found = co_await find_list_at_mirrors(ports_, *issuer, need.url);
  if (found) static_cast<Result<std::string>&>(in_vain) = *std::move(found);
  co_return in_vain;
}

/// An issuer that moved has its lists below its new place too, and the old one may be another's.
std::string NodeEvidence::address_of(const credential::NeedStatusList& need) const {
  const auto did = did::Did::parse(need.issuer);
  if (!did || did->method() != "webvh") return need.url;
  const auto known = find_documents(ports_.records.store, *did);
  if (!known || !*known || (*known)->documents.versions().empty()) return need.url;
  const auto& versions = (*known)->documents.versions();
  const auto now = did::locate_did_webvh(versions.back().document.id(), options_);
  for (const auto& version : versions) {
    const auto then = did::locate_did_webvh(version.document.id(), options_);
    const auto folder = then ? did::folder_of(*then) : std::string();
    if (now && !folder.empty() && need.url.starts_with(folder)) {
      return did::folder_of(*now) + need.url.substr(folder.size());
    }
  }
  return need.url;
}

Result<std::optional<ListEvidence>> NodeEvidence::find_then(const credential::NeedStatusList& need,
                                                            UnixTime now) const {
  if (!need.as_of || *need.as_of >= now || need.as_signed) return std::nullopt;
  if (const auto* ours = ports_.records.statuses.find(need.url)) return own_list_then(*ours, need);
  const auto& store = ports_.records.store;
  const records::ListName name{need.url, need.issuer};
  TRY(kept, records::find_kept_status(store, name));
  TRY(span, records::find_status_span(store, name));
  if (!kept || kept->method.empty() || !span) return std::nullopt;
  TRY(stored, find_places_then(store, need, *kept, *span));
  return evidence_then(need, std::move(stored), source_of(kept->source));
}

/// A list of ours tells by its own rows.
Result<std::optional<ListEvidence>> NodeEvidence::own_list_then(
    const records::OwnList& list, const credential::NeedStatusList& need) const {
  const auto& self = ports_.self;
  credential::StoredStatus stored{.id = list.url,
                                  .issuer = self.did.text(),
                                  .purposes = {list.purpose},
                                  .valid_from = *need.as_of,
                                  .valid_until = list.valid_until,
                                  .method = self.issuing_method,
                                  .key = self.issuing.public_key()};
  const auto width = records::bits_of_entry(list);
  if (width == 2) stored.kind = credential::StatusKind::token;
  for (const auto& place : need.places) {
    if (place.size != 1 || place.index >= records::list_entries / width) return std::nullopt;
    const records::Slot slot{list.number, static_cast<std::uint32_t>(place.index) * width};
    TRY(is_set, was_set(ports_.records.store, slot, *need.as_of));
    std::uint64_t value = is_set ? 1 : 0;
    if (width == 2 && !is_set) {
      TRY(is_suspended, was_set(ports_.records.store, {slot.list, slot.index + 1}, *need.as_of));
      if (is_suspended) value = 2;
    }
    stored.values.push_back(value);
  }
  return evidence_then(need, std::move(stored), Source::own);
}

/// What was said of it since has nothing to do with then.
Result<std::optional<ListEvidence>> NodeEvidence::evidence_then(
    const credential::NeedStatusList& need, credential::StoredStatus stored, Source source) const {
  TRY(from, provenance_of(need.issuer, source, {}));
  if (from.last_heard) from.last_heard = std::min(*from.last_heard, *need.as_of);
  return ListEvidence{.credential = {}, .from = std::move(from), .stored = std::move(stored)};
}

Result<std::optional<ListEvidence>> NodeEvidence::find_continued(
    const credential::NeedStatusList& need) const {
  const auto& store = ports_.records.store;
  TRY(custodian, find_custodian(ports_.records, need.issuer));
  if (!custodian) return std::nullopt;
  TRY(theirs, records::find_list(store, {need.url, custodian->did.text()}));
  if (!theirs || theirs->valid_from < custodian->from) return std::nullopt;
  const records::ListName name{need.url, need.issuer};
  TRY(own, records::find_list(store, name));
  if (own && theirs->valid_from < own->valid_from) return std::nullopt;
  TRY(evidence, held_list(*theirs, Source::own));
  TRY(revoked, find_all_revoked(store, name));
  TRY(revoked_before, joined(std::move(evidence.from.revoked_before), std::move(revoked)));
  evidence.from.revoked_before = std::move(revoked_before);
  TRY(from, provenance_of(need.issuer, evidence.from.source, {}));
  evidence.from.issuer.liveness = from.issuer.liveness;
  evidence.from.custodian = custodian->did.text();
  return evidence;
}

Result<std::optional<ListEvidence>> NodeEvidence::find_stored(
    const credential::NeedStatusList& need, UnixTime now) const {
  if (need.as_signed || need.places.empty()) return std::nullopt;
  const auto& store = ports_.records.store;
  const records::ListName name{need.url, need.issuer};
  TRY(kept, records::find_kept_status(store, name));
  if (!kept || kept->method.empty() || !is_fresh(*kept, now)) return std::nullopt;
  // What a newer list took back is seldom, and said with the list itself.
  TRY(taken_back, records::find_kept_revocations(store, name));
  if (taken_back) return std::nullopt;
  TRY(stored, find_stored_places(store, need, *kept));
  const auto source = source_of(kept->source);
  TRY(from, provenance_of(need.issuer, source, kept->place));
  note_shrink(kept, from);
  return ListEvidence{.credential = {}, .from = std::move(from), .stored = std::move(stored)};
}

Result<ListEvidence> NodeEvidence::held_list(const records::KnownList& list, Source web) const {
  TRY(revoked_before, find_revoked_before(ports_.records.store, {list.url, list.issuer}));
  const auto source = source_of(list.source, web);
  TRY(from, provenance_of(list.issuer, source, list.place));
  from.revoked_before = std::move(revoked_before);
  TRY(kept, records::find_kept_status(ports_.records.store, {list.url, list.issuer}));
  note_shrink(kept, from);
  return ListEvidence{list.credential, std::move(from)};
}

Task<Answer<DocumentEvidence>> NodeEvidence::find_document(credential::NeedDocument need) {
  auto fetched = co_await fetch_text(need.url, "application/json");
  const bool asked = fetched.asked_outside;
  if (!fetched) co_return after_asking<DocumentEvidence>(failure_of(std::move(fetched)), asked);
  co_return after_asking<DocumentEvidence>(
      DocumentEvidence{std::move(*fetched), {.source = Source::https, .asked_outside = true}},
      asked);
}

Task<Answer<std::string>> NodeEvidence::fetch_text(std::string url, std::string accept) {
  if (failed_lately(url)) {
    co_return fail(fetch::fetch_failed, "Its host did not answer a moment ago.");
  }
  auto fetched = co_await ports_.fetcher.fetch({.url = url, .accept = std::move(accept)});
  Answer<std::string> answer = fail(fetch::fetch_failed, "Its host answered with an error.");
  if (!fetched) answer = failure_of(std::move(fetched));
  if (fetched && fetched->status == 200) answer = std::move(fetched->body);
  if (!answer) note_failure(url);
  answer.asked_outside = true;
  co_return answer;
}

Task<bool> NodeEvidence::keep_fetched(credential::NeedStatusList need, std::string text) {
  const auto now = ports_.clock.now();
  const auto list = read_signed_list(
      ports_.records.store, {.text = text, .url = need.url, .issuer = need.issuer, .at = now});
  if (!list) co_return false;
  const auto known = records::find_list(ports_.records.store, {need.url, need.issuer});
  const bool by_feed = known && *known && is_of_feed((*known)->source);
  if (!by_feed && !strangers_.take(text.size(), now)) co_return false;
  storage::Batch rows;
  ListKeeper keeper(ports_.records.store, rows);
  const auto kept = keeper.keep({.url = need.url,
                                 .issuer = need.issuer,
                                 .credential = std::move(text),
                                 .source = "https",
                                 .received = now,
                                 .valid_from = list->list.valid_from,
                                 .valid_until = list->list.valid_until,
                                 .ttl_ms = list->list.ttl_ms},
                                *list);
  if (!kept) co_return false;
  const auto done = co_await commit(ports_.records.journal, std::move(rows));
  co_return done.has_value();
}

bool NodeEvidence::failed_lately(const std::string& url) const {
  const auto found = failed_.find(url);
  return found != failed_.end() && ports_.clock.now() - found->second < failure_kept_ms;
}

void NodeEvidence::note_failure(const std::string& url) {
  const auto now = ports_.clock.now();
  std::erase_if(failed_, [&](const auto& row) { return now - row.second >= failure_kept_ms; });
  if (failed_.size() < failures_max) failed_[url] = now;
}

Result<credential::Provenance> NodeEvidence::provenance_of(
    std::string_view issuer, Source source, const std::optional<records::ListPlace>& place) const {
  TRY(standing, standing_of(ports_.records, policy_,
                            {.issuer = issuer, .place = place, .now = ports_.clock.now()}));
  credential::Provenance from{
      .source = source, .last_heard = standing.last_heard, .issuer = std::move(standing.facts)};
  if (place) from.place = credential::FeedPlace{place->epoch, place->seq};
  return from;
}

}  // namespace waarmerk::node::actions
