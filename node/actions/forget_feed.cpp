#include "node/actions/forget_feed.hpp"

#include <array>
#include <optional>
#include <set>
#include <string>

#include "did/did_webvh.hpp"
#include "node/feed/payload.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/families.hpp"
#include "node/records/lists.hpp"
#include "node/records/trust_bits.hpp"

namespace waarmerk::node::actions {
namespace {

namespace family = records::family;

constexpr std::array<storage::Family, 4> of_lists{family::listurl, family::listlog, family::bits,
                                                  family::sticky};
constexpr std::array<storage::Family, 3> of_feeds{family::ending, family::trust, family::wleaf};
constexpr std::size_t headers_at_once = 1000;

Result<void> erase_all(const storage::View& store, storage::Batch& rows, storage::Family family,
                       ByteView prefix) {
  return store.scan(family, storage::prefix_range(prefix), [&](ByteView key, ByteView) {
    rows.erase(family, key);
    return true;
  });
}

/// What its entries say, epoch by epoch.
class Said {
 public:
  Said(const records::Feeds& feeds, const feed::FeedId& feed) {
    const auto head = feeds.head(feed);
    for (std::uint32_t epoch = 0; head && epoch <= head->epoch; ++epoch) read(feeds, feed, epoch);
  }

  std::set<std::string> names;  ///< of its DID, the lasting part and whole
  std::set<std::string> lists;  ///< where they are published

 private:
  void read(const records::Feeds& feeds, const feed::FeedId& feed, std::uint32_t epoch) {
    for (std::uint64_t from = 1;;) {
      const auto page =
          feeds.headers(feed, epoch, {.from = from, .to = UINT64_MAX}, headers_at_once);
      for (const auto& header : page) note(feeds, header);
      if (page.size() < headers_at_once) return;
      from = page.back().seq + 1;
    }
  }

  void note(const records::Feeds& feeds, const feed::Header& header) {
    const bool is_list = header.type == feed::EntryType::status;
    if (!is_list && header.type != feed::EntryType::did_log) return;
    const auto payload = feeds.payload(header.payload_hash);
    if (!payload) return;
    if (is_list) {
      if (auto status = feed::decode_status(*payload)) lists.insert(std::move(status->url));
    } else if (const auto did = feed::did_of_log(*payload);
               did && feed::feed_id_of(*did) == header.feed) {
      names.insert(did->text());
    }
  }
};

}  // namespace

Result<storage::Batch> rows_to_forget(records::Records& records, const feed::FeedId& feed) {
  const auto& store = records.store;
  storage::Batch rows;
  const Said said(records.feeds, feed);
  for (const auto& name : said.names) {
    for (const auto& url : said.lists) {
      const auto key = records::list_key({url, name});
      for (const auto family : of_lists) TRY_OK(erase_all(store, rows, family, key));
    }
    rows.erase(family::did, bytes_of(name));
    TRY_OK(erase_all(store, rows, family::did, bytes_of(name + '\0')));
    if (const auto did = did::Did::parse(name); did && did->method() == "webvh")
      records::erase_log(rows, did::scid_of(*did));
  }
  for (const auto family : of_feeds) TRY_OK(erase_all(store, rows, family, feed.value));
  TRY_OK(records::erase_trust_bits(store, rows, feed));
  records.feeds.forget(rows, feed);
  return rows;
}

}  // namespace waarmerk::node::actions
