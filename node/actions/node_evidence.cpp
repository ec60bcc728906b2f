#include "node/actions/node_evidence.hpp"

#include <algorithm>
#include <utility>

#include "crypto/json/parse.hpp"
#include "node/actions/commit.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/status_credential.hpp"
#include "node/records/dids.hpp"
#include "node/records/lists.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Source;

constexpr std::int64_t document_fresh_ms = hour_ms;
constexpr std::int64_t failure_kept_ms = minute_ms;
constexpr std::size_t failures_max = 1024;

Result<DidEvidence> evidence_of(const records::KnownDid& known) {
  TRY(document, did::DidDocument::read(known.document));
  const auto source = known.source == "gossip" ? Source::gossip : Source::own;
  return DidEvidence{std::move(document), {.source = source}};
}

/// The number in the URL of one of our own lists.
std::optional<std::uint32_t> own_list_number(const Ports& ports, const std::string& url) {
  for (const auto& list : ports.records.statuses.lists()) {
    if (own_list_url(ports.self, list.number) == url) return list.number;
  }
  return std::nullopt;
}

struct ListTimes {
  std::string issuer;
  std::optional<UnixTime> valid_from;
  std::optional<UnixTime> valid_until;
  std::optional<std::int64_t> ttl_ms;
};

Result<ListTimes> read_times(std::string_view text) {
  TRY(opened, credential::open(text));
  TRY(list, credential::read_status_credential(opened.document));
  return ListTimes{list.issuer, list.valid_from, list.valid_until, list.ttl_ms};
}

}  // namespace

Task<Result<DidEvidence>> NodeEvidence::find_did(did::Did did) {
  if (did == ports_.self.did) {
    co_return DidEvidence{ports_.self.document, {.source = Source::own}};
  }
  CO_TRY(known, records::find_did(ports_.records.store, did.text()));
  const auto now = ports_.clock.now();
  if (known && (known->source == "gossip" || now - known->as_of < document_fresh_ms)) {
    co_return evidence_of(*known);
  }
  auto fetched = co_await fetch_did(did);
  // A document that we saw before is better than none: its keys do not expire by our not asking.
  if (!fetched && known) co_return evidence_of(*known);
  co_return fetched;
}

Task<Result<DidEvidence>> NodeEvidence::fetch_did(did::Did did) {
  if (failed_lately(did.text())) {
    co_return fail(did::unavailable, "The host of this DID did not answer a moment ago.");
  }
  auto document = co_await resolve_did(did, options_, ports_.fetcher);
  if (!document) {
    note_failure(did.text());
    co_return failure_of(std::move(document));
  }
  storage::Batch rows;
  const records::KnownDid known{document->source(), "https", ports_.clock.now()};
  auto kept = records::save_did(ports_.records.store, rows, did.text(), known);
  if (kept) kept = co_await commit(ports_.records.journal, std::move(rows));
  if (!kept) co_return failure_of(std::move(kept));
  co_return DidEvidence{std::move(*document), {.source = Source::https}};
}

Task<Result<ListEvidence>> NodeEvidence::find_status_list(credential::NeedStatusList need) {
  const auto now = ports_.clock.now();
  if (const auto number = own_list_number(ports_, need.url)) {
    CO_TRY(own, records::find_published_list(ports_.records.store, *number));
    if (own) co_return ListEvidence{*own, {.source = Source::own, .last_heard = now}};
  }
  CO_TRY(known, records::find_list(ports_.records.store, need.url));
  if (!known) co_return co_await fetch_list(std::move(need));
  CO_TRY(revoked_before, records::kept_revoked(ports_.records.store, need.url));
  ListEvidence held{
      known->credential,
      {.last_heard = last_heard(known->issuer), .revoked_before = std::move(revoked_before)}};
  const bool by_feed = known->source == "gossip";
  held.from.source = by_feed ? Source::gossip : Source::own;
  CO_TRY(times, read_times(known->credential));
  const auto fresh_until =
      by_feed ? times.valid_until.value_or(now + 1) : known->received + times.ttl_ms.value_or(0);
  if (now < fresh_until) co_return held;
  auto fetched = co_await fetch_list(std::move(need));
  if (!fetched) co_return held;
  fetched->from.revoked_before = std::move(held.from.revoked_before);
  co_return fetched;
}

Task<Result<ListEvidence>> NodeEvidence::fetch_list(credential::NeedStatusList need) {
  if (failed_lately(need.url)) {
    co_return fail(fetch::fetch_failed, "The host of this list did not answer a moment ago.");
  }
  auto fetched = co_await ports_.fetcher.fetch({.url = need.url});
  if (!fetched || fetched->status != 200) {
    note_failure(need.url);
    if (!fetched) co_return failure_of(std::move(fetched));
    co_return fail(fetch::fetch_failed, "The status list's host answered with an error.");
  }
  CO_TRY(times, read_times(fetched->body));
  if (times.issuer == need.issuer) {
    storage::Batch rows;
    records::save_list(rows, {need.url, times.issuer, fetched->body, "https", ports_.clock.now(),
                              times.valid_from, times.ttl_ms});
    auto kept = co_await commit(ports_.records.journal, std::move(rows));
    if (!kept) co_return failure_of(std::move(kept));
  }
  co_return ListEvidence{std::move(fetched->body), {.source = Source::https}};
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

std::optional<UnixTime> NodeEvidence::last_heard(std::string_view issuer) const {
  const auto did = did::Did::parse(issuer);
  if (!did) return std::nullopt;
  const auto head = ports_.records.feeds.head(feed::feed_id_of(*did));
  if (!head) return std::nullopt;
  return head->ts;
}

}  // namespace waarmerk::node::actions
