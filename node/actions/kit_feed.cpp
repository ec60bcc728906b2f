#include "node/actions/kit_feed.hpp"

#include <algorithm>
#include <ranges>
#include <set>
#include <utility>

#include "node/feed/payload.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::uint64_t page = 256;

std::optional<kit::KitList> list_in(const records::Feeds& feeds, const feed::Header& header) {
  if (header.type != feed::EntryType::status) return std::nullopt;
  const auto payload = feeds.payload(header.payload_hash);
  if (!payload) return std::nullopt;
  const auto status = feed::decode_status(*payload);
  if (!status || status->format != feed::format_of(status->list)) return std::nullopt;
  return kit::KitList{status->url, status->version, std::string(text_of(status->list))};
}

/// Goes back from the newest entry until each wanted list was met.
class Search {
 public:
  Search(const records::Feeds& feeds, const feed::Header& head, const KitFeedWish& wish)
      : feeds_(feeds), wish_(wish), first_(head.seq) {
    const auto least = head.seq > wish.entries_max ? head.seq - wish.entries_max + 1 : 1;
    for (auto to = head.seq; to >= least && !is_done();) {
      const auto from = std::max(least, to > page ? to - page + 1 : 1);
      const auto headers = feeds.headers(head.feed, head.epoch, {from, to}, page);
      for (const auto& header : std::views::reverse(headers)) look_at(header);
      if (from == least) break;
      to = from - 1;
    }
  }

  std::uint64_t first() const { return first_; }

 private:
  bool is_done() const {
    return met_.size() >= (wish_.urls ? wish_.urls->size() : kit::kit_lists_max);
  }
  void look_at(const feed::Header& header) {
    if (is_done()) return;
    const auto list = list_in(feeds_, header);
    if (!list) return;
    const bool is_wanted =
        !wish_.urls || std::ranges::find(*wish_.urls, list->url) != wish_.urls->end();
    if (is_wanted && met_.insert(list->url).second) first_ = header.seq;
  }

  const records::Feeds& feeds_;
  const KitFeedWish& wish_;
  std::uint64_t first_;
  std::set<std::string> met_;
};

}  // namespace

void add_feed(const records::Feeds& feeds, const feed::Header& head, const KitFeedWish& wish,
              kit::Kit& kit) {
  const auto first = Search(feeds, head, wish).first();
  kit.headers = feeds.headers(head.feed, head.epoch, {first, head.seq}, kit::kit_headers_max);
  for (const auto& header : kit.headers) {
    auto list = list_in(feeds, header);
    if (!list) continue;
    std::erase_if(kit.lists, [&](const kit::KitList& known) { return known.url == list->url; });
    if (kit.lists.size() < kit::kit_lists_max) kit.lists.push_back(std::move(*list));
  }
}

}  // namespace waarmerk::node::actions
