#include "cli/demo_feed.hpp"

#include <algorithm>

#include "node/gossip/serve.hpp"

namespace waarmerk::cli {

namespace feed = node::feed;

std::size_t DemoFeed::count(feed::EntryType type) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      entries, [&](const feed::Entry& entry) { return entry.header.type == type; }));
}

std::size_t DemoFeed::bytes() const {
  std::size_t sum = 0;
  for (const auto& entry : entries) sum += feed::header_bytes + entry.payload.size();
  return sum;
}

Result<DemoFeed> read_demo_feed(DemoStage& stage, const DemoNode& node, const std::string& name) {
  TRY(id, feed::parse_feed_id(name));
  const auto base = node::gossip::endpoint_at(node.url);
  TRY(head_text, stage.get(base + node::gossip::head_path(id)));
  TRY(head, feed::decode_header(bytes_of(head_text)));
  TRY(headers, stage.get(base + node::gossip::range_path(id, head.epoch, {1, head.seq})));
  DemoFeed read;
  for (std::size_t at = 0; at + feed::header_bytes <= headers.size(); at += feed::header_bytes) {
    TRY(header, feed::decode_header(bytes_of(headers).subspan(at, feed::header_bytes)));
    TRY(payload, stage.get(base + node::gossip::payload_path(header.payload_hash)));
    TRY_OK(feed::check_payload_bytes(header, bytes_of(payload)));
    read.entries.push_back({header, to_bytes(bytes_of(payload))});
  }
  TRY_OK(DemoStage::expect(read.entries.size() == head.seq, "The feed has gaps."));
  return read;
}

}  // namespace waarmerk::cli
