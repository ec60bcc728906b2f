#include "node/actions/ask_watchers.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "did/did_webvh.hpp"
#include "did/webvh_log.hpp"
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
  if (!best) co_return fail(did::not_found, "No peer holds the history of " + did.text() + ".");
  co_return std::move(*best);
}

}  // namespace waarmerk::node::actions
