#include "node/actions/mirrors.hpp"

#include <algorithm>
#include <utility>

#include "did/address_rules.hpp"
#include "node/actions/get_from_peer.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/peer_url.hpp"
#include "node/feed/bot_service.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/feed/payload.hpp"
#include "node/gossip/blocks.hpp"
#include "node/gossip/head_answer.hpp"
#include "node/gossip/serve.hpp"

namespace waarmerk::node::actions {
namespace {

/// What is asked of the mirrors of one issuer.
struct Search {
  feed::FeedId feed;
  feed::SignatureCheck is_signed;
  std::string url;    // of the list
  UnixTime deadline;  // when nothing more is begun
};

/// The body of a 200, or nothing.
Task<std::optional<std::string>> get(fetch::Fetcher& fetcher, std::string mirror, std::string path,
                                     std::size_t bytes_max) {
  auto fetched = co_await get_from_peer(fetcher, {.url = std::move(mirror),
                                                  .path = std::move(path),
                                                  .bytes_max = bytes_max,
                                                  .timeout_ms = mirror_timeout_ms});
  if (!fetched || fetched->status != 200) co_return std::nullopt;
  co_return std::move(fetched->body);
}

/// Those of the entries that carry a list and that the feed signed, the newest first.
std::vector<feed::Header> lists_in(ByteView headers, const Search& search) {
  std::vector<feed::Header> lists;
  while (headers.size() >= feed::header_bytes) {
    const auto header = feed::decode_header(headers.first(feed::header_bytes));
    headers = headers.subspan(feed::header_bytes);
    const bool is_list = header && header->type == feed::EntryType::status &&
                         header->payload_size <= feed::payload_bytes_max_of(header->type);
    if (is_list && header->feed == search.feed && search.is_signed(*header)) {
      lists.push_back(*header);
    }
  }
  std::ranges::reverse(lists);
  return lists;
}

Task<std::optional<std::string>> find_at(Ports& ports, std::string mirror, Search search) {
  auto& fetcher = ports.fetcher;
  const auto is_late = [&] { return ports.clock.now() >= search.deadline; };
  const auto head = co_await get_head_of_mirror(fetcher, mirror, search.feed, search.is_signed);
  if (!head) co_return std::nullopt;
  auto block = gossip::block_of(head->seq, gossip::entries_per_block);
  std::size_t lists_left = mirror_lists_max;
  for (std::size_t blocks = 0; blocks < mirror_blocks_max && !is_late(); ++blocks) {
    const auto path = gossip::range_path(search.feed, head->epoch, block);
    const auto headers =
        co_await get(fetcher, mirror, path, gossip::entries_per_block * feed::header_bytes);
    if (!headers) co_return std::nullopt;
    for (const auto& header : lists_in(bytes_of(*headers), search)) {
      if (lists_left-- == 0 || is_late()) co_return std::nullopt;
      const auto payload = co_await get(fetcher, mirror, gossip::payload_path(header.payload_hash),
                                        header.payload_size);
      if (!payload || !feed::check_payload_bytes(header, bytes_of(*payload))) continue;
      const auto status = feed::decode_status(bytes_of(*payload));
      if (status && status->url == search.url) co_return std::string(text_of(status->list));
    }
    if (block.from == 1) break;
    block = gossip::block_of(block.from - 1, gossip::entries_per_block);
  }
  co_return std::nullopt;
}

}  // namespace

Result<std::vector<std::string>> read_own_mirrors(const std::vector<std::string>& urls) {
  if (urls.size() > feed::mirrors_max) return fail(bad_mirrors, "8 mirrors can be named.");
  std::vector<std::string> mirrors;
  for (const auto& url : urls) {
    TRY(address, read_peer_url(url));
    auto mirror = gossip::endpoint_at(address);
    TRY_OK(did::check_fetch_url(mirror, {.plain_http_on_loopback = true}));
    if (mirror.size() > feed::mirror_bytes_max) return fail(bad_mirrors, url + " is too long.");
    if (std::ranges::count(mirrors, mirror) > 0) {
      return fail(bad_mirrors, url + " is named twice.");
    }
    mirrors.push_back(std::move(mirror));
  }
  return mirrors;
}

std::vector<std::string> addresses_of(const std::vector<std::string>& mirrors) {
  std::vector<std::string> addresses;
  for (const auto& mirror : mirrors) {
    if (auto address = read_peer_url(mirror)) addresses.push_back(*std::move(address));
  }
  return addresses;
}

std::vector<std::string> find_mirrors(const storage::View& store, const did::Did& did) {
  const auto known = find_documents(store, did);
  if (!known || !*known || (*known)->documents.versions().empty()) return {};
  return addresses_of(feed::mirrors_of((*known)->documents.versions().back().document));
}

Task<std::optional<feed::Header>> get_head_of_mirror(fetch::Fetcher& fetcher, std::string mirror,
                                                     feed::FeedId feed,
                                                     feed::SignatureCheck is_signed) {
  const auto body = co_await get(fetcher, std::move(mirror), gossip::head_path(feed),
                                 gossip::head_answer_bytes_max);
  if (!body || body->size() < feed::header_bytes) co_return std::nullopt;
  const auto head = feed::decode_header(bytes_of(*body).first(feed::header_bytes));
  if (!head || head->feed != feed || !is_signed(*head)) co_return std::nullopt;
  co_return *head;
}

Task<std::optional<std::string>> find_list_at_mirrors(Ports& ports, did::Did issuer,
                                                      std::string url) {
  auto mirrors = find_mirrors(ports.records.store, issuer);
  if (mirrors.empty()) co_return std::nullopt;
  const auto documents = get_documents(ports.records.store, issuer);
  if (!documents) co_return std::nullopt;
  const auto keys = feed::feed_keys_of(*documents);
  if (!keys) co_return std::nullopt;
  mirrors.resize(std::min(mirrors.size(), mirrors_asked_max));
  const Search search{feed::feed_id_of(keys->did), feed::signature_check_of(*keys), std::move(url),
                      ports.clock.now() + mirror_wait_ms};
  for (auto& mirror : mirrors) {
    if (ports.clock.now() >= search.deadline) break;
    auto found = co_await find_at(ports, std::move(mirror), search);
    if (found) co_return found;
  }
  co_return std::nullopt;
}

}  // namespace waarmerk::node::actions
