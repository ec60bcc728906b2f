#include "node/actions/feed_profile.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ranges>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "node/feed/payload.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::size_t last_entries = 1000;
constexpr std::size_t first_entries = 64;
constexpr std::size_t name_bytes_max = 300;

std::string newest_among(const records::Feeds& feeds, const feed::Header& head,
                         feed::SeqRange range) {
  const auto count = static_cast<std::size_t>(range.to - range.from + 1);
  const auto headers = feeds.headers(head.feed, head.epoch, range, count);
  for (const auto& header : headers | std::views::reverse) {
    if (header.type != feed::EntryType::profile) continue;
    const auto payload = feeds.payload(header.payload_hash);
    if (payload && feed::decode_json_payload(*payload)) return std::string(text_of(*payload));
  }
  return {};
}

}  // namespace

std::string find_profile(const records::Feeds& feeds, const feed::FeedId& feed) {
  const auto head = feeds.head(feed);
  if (!head) return {};
  const auto from = head->seq > last_entries ? head->seq - last_entries + 1 : 1;
  auto newest = newest_among(feeds, *head, {from, head->seq});
  if (newest.empty() && from > 1) newest = newest_among(feeds, *head, {1, first_entries});
  return newest;
}

std::string find_profile_name(const records::Feeds& feeds, const feed::FeedId& feed) {
  const auto profile = json::parse(find_profile(feeds, feed));
  if (!profile) return {};
  const auto name = json::Reader(*profile).find_string("name");
  const bool is_name = name && *name && (*name)->size() <= name_bytes_max;
  return is_name ? **name : std::string();
}

}  // namespace waarmerk::node::actions
