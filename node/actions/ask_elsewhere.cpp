#include "node/actions/ask_elsewhere.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/json/parse.hpp"
#include "node/actions/get_from_peer.hpp"
#include "node/actions/peer_url.hpp"
#include "node/gossip/limits.hpp"
#include "node/gossip/serve.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr int busy_status = 503;
constexpr std::size_t body_bytes_max = 8 << 10;

}  // namespace

std::vector<std::string> read_alternatives(std::string_view body) {
  std::vector<std::string> endpoints;
  const auto said = body.size() <= body_bytes_max ? json::parse(body)
                                                  : Result<json::Document>(fail(bad_peer, ""));
  const auto named = said ? said->root().find("try") : std::nullopt;
  if (!named) return endpoints;
  for (const json::Value one : named->elements()) {
    const auto text = one.string();
    if (endpoints.size() == gossip::alternatives_max) break;
    if (text && text->size() <= gossip::endpoint_bytes_max) endpoints.emplace_back(*text);
  }
  return endpoints;
}

Task<fetch::Fetched> or_elsewhere(fetch::Fetcher& fetcher, fetch::Fetched answer,
                                  ElsewhereQuestion question) {
  if (answer.status != busy_status || !question.path.starts_with("/p/")) co_return answer;
  for (const auto& endpoint : read_alternatives(answer.body)) {
    const auto url = read_peer_url(endpoint);
    if (!url || std::ranges::count(question.known, endpoint) == 0) continue;
    auto fetched = co_await get_from_peer(
        fetcher, {.url = *url, .path = question.path, .bytes_max = question.bytes_max});
    const bool is_it = fetched && fetched->status == 200 &&
                       gossip::payload_path(sha256(bytes_of(fetched->body))) == question.path;
    if (!is_it) break;  // one is asked, and no more
    fetched->retry_after_s = answer.retry_after_s;
    co_return std::move(*fetched);
  }
  co_return answer;
}

}  // namespace waarmerk::node::actions
