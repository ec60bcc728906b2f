#include "node/actions/ask_watchers.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "did/address_rules.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_log.hpp"
#include "node/actions/mirrors.hpp"
#include "node/actions/watch_did.hpp"

namespace waarmerk::node::actions {
namespace {

/// The body, or an empty text.
Task<std::string> get_one(fetch::Fetcher& fetcher, std::string url, std::size_t bytes_max) {
  fetch::FetchRequest request;
  request.url = std::move(url);
  request.bytes_max = bytes_max;
  auto fetched = co_await fetcher.fetch(std::move(request));
  if (!fetched || fetched->status != 200) co_return std::string();
  co_return std::move(fetched->body);
}

/// As a node has it, or else a host of plain files.
Task<std::string> get(fetch::Fetcher& fetcher, std::string question, std::string file) {
  auto body = co_await get_one(fetcher, std::move(question), did::webvh_log_bytes_max);
  if (body.empty()) {
    body = co_await get_one(fetcher, std::move(file), did::webvh_log_bytes_max);
  }
  co_return body;
}

}  // namespace

std::vector<std::string> watchers_in(const records::KnownLog& log, std::string_view scid) {
  const auto read = did::WebvhLog::read_kept(log.log, scid, log.as_of);
  std::vector<std::string> urls;
  if (read.entries().empty()) return urls;
  // Others than those of the web are of no use here, and the standard has no rules for them.
  for (auto url : read.entries().back().parameters.watchers) {
    while (url.ends_with('/')) url.pop_back();
    const bool is_plain = !url.contains('?') && !url.contains('#');
    if (is_plain && did::check_fetch_url(url, {.plain_http_on_loopback = true})) {
      urls.push_back(std::move(url));
    }
  }
  return urls;
}

std::vector<std::string> find_watchers(const storage::View& store, const did::Did& did) {
  const auto scid = did::scid_of(did);
  const auto held =
      scid.empty() ? std::nullopt : records::find_log(store, scid).value_or(std::nullopt);
  return held ? watchers_in(*held, scid) : std::vector<std::string>();
}

Task<Result<Resolved>> ask_watchers(did::Did did, std::vector<std::string> urls,
                                    fetch::Fetcher& fetcher, UnixTime now) {
  const std::string scid(did::scid_of(did));
  std::optional<Resolved> best;
  urls.resize(std::min(urls.size(), watchers_asked_max));
  for (const auto& url : urls) {
    auto log = co_await get(fetcher, url + "/log?scid=" + scid, url + watched_log_path(scid));
    if (log.empty()) continue;
    auto witnesses =
        co_await get(fetcher, url + "/witness?scid=" + scid, url + watched_witness_path(scid));
    did::WebvhTexts texts{std::move(log), std::move(witnesses)};
    auto documents = did::DocumentHistory::of(did, did::WebvhLog::read(texts, scid, now));
    if (!documents) continue;
    const bool is_longer = !best || best->texts->log.size() < texts.log.size();
    if (is_longer) best = Resolved{std::move(*documents), std::move(texts)};
  }
  if (!best)
    co_return fail(did::not_found, "Nobody who was asked holds the history of " + did.text() + ".");
  co_return std::move(*best);
}

Task<Result<Resolved>> ask_holders(did::Did did, std::vector<std::string> peers, Ports& ports) {
  if (did::scid_of(did).empty()) co_return fail(did::not_found, "Only a did:webvh has a history.");
  const auto& store = ports.records.store;
  const std::array holders{find_watchers(store, did), find_mirrors(store, did), std::move(peers)};
  for (const auto& urls : holders) {
    auto handed = co_await ask_watchers(did, urls, ports.fetcher, ports.clock.now());
    if (handed) co_return handed;
  }
  co_return fail(did::not_found, "Nobody who was asked holds the history of " + did.text() + ".");
}

}  // namespace waarmerk::node::actions
