#include "node/gossip/serve.hpp"

#include <algorithm>
#include <charconv>
#include <concepts>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "crypto/encoding/multibase.hpp"
#include "node/gossip/blocks.hpp"
#include "node/gossip/frame.hpp"
#include "node/gossip/limits.hpp"

namespace waarmerk::node::gossip {

namespace {

constexpr std::string_view forever = "public, max-age=31536000, immutable";
constexpr std::string_view a_minute = "public, max-age=60";
constexpr std::string_view ask_again = "no-cache";

Served refused(int status) { return {.status = status, .cache_control = std::string(ask_again)}; }

Served octets(Bytes bytes, std::string_view cache_control) {
  auto etag = '"' + print_hash(sha256(bytes)) + '"';
  return {.status = 200,
          .content_type = "application/octet-stream",
          .cache_control = std::string(cache_control),
          .etag = std::move(etag),
          .bytes = std::move(bytes)};
}

// Digits without a leading zero, as a path is the name of one thing only.
template <std::unsigned_integral Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return number;
}

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  while (path.starts_with('/') && parts.size() < 8) {
    path.remove_prefix(1);
    const auto part = path.substr(0, path.find('/'));
    parts.push_back(part);
    path.remove_prefix(part.size());
  }
  return path.empty() ? parts : std::vector<std::string_view>{};
}

std::optional<feed::SeqRange> parse_range(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = parse_number<std::uint64_t>(text.substr(0, dash));
  const auto to = parse_number<std::uint64_t>(text.substr(dash + 1));
  if (!from || !to || *from == 0 || *to < *from || *to - *from >= headers_per_range_max)
    return std::nullopt;
  return feed::SeqRange{*from, *to};
}

Served serve_head(const feed::FeedReader& reader, const feed::FeedId& feed) {
  const auto head = reader.head(feed);
  if (!head) return refused(404);
  const auto encoded = feed::encode_header(*head);
  return octets(to_bytes(encoded), a_minute);
}

Served serve_range(const feed::FeedReader& reader, const feed::FeedId& feed,
                   std::string_view epoch_text, std::string_view range_text) {
  const auto epoch = parse_number<std::uint32_t>(epoch_text);
  const auto range = parse_range(range_text);
  if (!epoch || !range) return refused(400);
  const auto headers = reader.headers(feed, *epoch, *range, headers_per_range_max);
  if (headers.empty() || headers.front().seq != range->from) return refused(404);
  Bytes bytes;
  for (const auto& header : headers) append(bytes, feed::encode_header(header));
  // A range that is not full yet will have another answer tomorrow.
  const bool full = headers.size() == range->to - range->from + 1;
  return octets(std::move(bytes), full ? forever : ask_again);
}

Served serve_payload(const feed::FeedReader& reader, std::string_view text) {
  const auto bytes = encoding::decode_multibase(encoding::Base::base64url, text);
  Sha256 hash{};
  if (!bytes || bytes->size() != hash.value.size()) return refused(400);
  std::ranges::copy(*bytes, hash.value.begin());
  auto payload = reader.payload(hash);
  if (!payload) return refused(404);
  return octets(std::move(*payload), forever);
}

// A fork stays worth telling after an epoch that healed it: lists of its other branch count still.
void add_forks(const feed::FeedReader& reader, const feed::FeedId& feed, std::uint32_t newest,
               Heads& page) {
  const auto first = reader.fork(feed);
  if (!first) return;
  for (auto epoch = first->epoch(); page.forks.size() < heads_per_page_max; ++epoch) {
    if (const auto fork = reader.fork_in(feed, epoch)) page.forks.push_back(*fork);
    if (epoch >= newest || epoch - first->epoch() + 1 >= forked_epochs_told_max) return;
  }
}

Served serve_page(const feed::FeedReader& reader, const std::vector<feed::Arrival>& arrivals,
                  Heads page) {
  std::set<feed::FeedId> told;
  for (const auto& arrival : arrivals) {
    if (!told.insert(arrival.feed).second) continue;
    const auto head = reader.head(arrival.feed);
    if (head) page.heads.push_back(*head);
    add_forks(reader, arrival.feed, head ? head->epoch : 0, page);
  }
  auto served = octets(encode_frame(page), ask_again);
  served.content_type = "application/cbor";
  return served;
}

Served serve_heads(const feed::FeedReader& reader, std::string_view query) {
  std::optional<std::uint64_t> after = 0;
  if (!query.empty()) {
    if (!query.starts_with("after=")) return refused(400);
    after = parse_number<std::uint64_t>(query.substr(6));
  }
  if (!after) return refused(400);
  const auto newest = reader.newest_arrival();
  const auto arrivals = reader.arrivals(*after, heads_per_page_max);
  // What the last page does not name has moved on, and is told later.
  const bool is_last = arrivals.size() < heads_per_page_max;
  return serve_page(reader, arrivals,
                    {.next = is_last ? std::max(*after, newest) : arrivals.back().number,
                     .newest = newest,
                     .heads = {},
                     .forks = {}});
}

/// What arrived under the numbers of one block; it goes on before the next that is not empty.
Served serve_block(const feed::FeedReader& reader, std::string_view text) {
  const auto block = parse_range(text);
  if (!block || *block != block_of(block->from, arrivals_per_block)) return refused(400);
  auto arrivals = reader.arrivals(block->from - 1, arrivals_per_block + 1);
  const auto beyond = std::ranges::find_if(
      arrivals, [&](const auto& arrival) { return arrival.number > block->to; });
  const auto newest = reader.newest_arrival();
  Heads page{.next = beyond == arrivals.end() ? newest : beyond->number - 1,
             .newest = newest,
             .heads = {},
             .forks = {}};
  arrivals.erase(beyond, arrivals.end());
  return serve_page(reader, arrivals, std::move(page));
}

Served serve_feed(const feed::FeedReader& reader, const std::vector<std::string_view>& parts) {
  const auto feed = feed::parse_feed_id(parts[1]);
  if (!feed) return refused(400);
  if (parts.size() == 3 && parts[2] == "head") return serve_head(reader, *feed);
  if (parts.size() == 5 && parts[2] == "e") return serve_range(reader, *feed, parts[3], parts[4]);
  return refused(404);
}

}  // namespace

Served serve(const feed::FeedReader& reader, std::string_view path, std::string_view query) {
  const auto parts = split(path);
  if (parts.size() == 1 && parts[0] == "heads") return serve_heads(reader, query);
  if (parts.size() < 2 || !query.empty()) return refused(404);
  if (parts[0] == "f") return serve_feed(reader, parts);
  if (parts[0] == "h" && parts.size() == 2) return serve_block(reader, parts[1]);
  if (parts[0] == "p" && parts.size() == 2) return serve_payload(reader, parts[1]);
  return refused(404);
}

std::string endpoint_at(std::string_view url) {
  return std::string(url) + std::string(protocol_path);
}

std::string head_path(const feed::FeedId& feed) {
  return "/f/" + feed::print_feed_id(feed) + "/head";
}

std::string range_path(const feed::FeedId& feed, std::uint32_t epoch, feed::SeqRange range) {
  return "/f/" + feed::print_feed_id(feed) + "/e/" + std::to_string(epoch) + "/" +
         std::to_string(range.from) + "-" + std::to_string(range.to);
}

std::string payload_path(const Sha256& hash) { return "/p/" + print_hash(hash); }

std::string heads_path(std::uint64_t after) { return "/heads?after=" + std::to_string(after); }

std::string arrivals_path(feed::SeqRange block) {
  return "/h/" + std::to_string(block.from) + "-" + std::to_string(block.to);
}

std::string print_hash(const Sha256& hash) {
  return encoding::encode_multibase(encoding::Base::base64url, hash.value);
}

}  // namespace waarmerk::node::gossip
