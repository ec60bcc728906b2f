// Any bytes as a frame, as headers, as a path, and as what a peer answers: read or refused, written
// back as it was, and never more asked of a peer than its budget allows.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "node/gossip/engine.hpp"
#include "node/gossip/frame.hpp"
#include "node/gossip/serve.hpp"
#include "tests/support/memory_feeds.hpp"

namespace waarmerk::node::gossip {
namespace {

constexpr UnixTime now{1'772'532'720'000};

void require(bool holds) {
  if (!holds) std::abort();
}

void try_decoding(ByteView bytes) {
  const auto frame = decode_frame(bytes);
  if (frame) require(std::ranges::equal(encode_frame(*frame), bytes));
  static_cast<void>(decode_headers(bytes));
  static_cast<void>(decode_head(bytes));
}

void try_path(ByteView bytes) {
  const tests::MemoryFeeds feeds;
  const std::string target{text_of(bytes)};
  const auto mark = std::min(target.find('?'), target.size());
  const auto query = mark == target.size() ? std::string{} : target.substr(mark + 1);
  const auto status = serve(feeds, target.substr(0, mark), query).status;
  require(status == 200 || status == 400 || status == 404);
}

// One peer gives these bytes for an answer, whatever it is asked.
void try_answers(ByteView bytes) {
  tests::MemoryFeeds feeds;
  Config config{.peers = {PeerId{1}}};
  config.subscription.all = true;
  Engine engine(std::move(config), 1, {}, feeds);
  engine.handle(now, Pushed{to_bytes(bytes)});
  std::size_t asked = 0;
  while (const auto out = engine.poll()) {
    require(!std::holds_alternative<Store>(*out));
    if (const auto* get = std::get_if<HttpGet>(&*out)) {
      require(++asked < 5000);
      engine.handle(now, HttpDone{get->request, 200, to_bytes(bytes)});
    }
    if (const auto* resolve = std::get_if<ResolveFeed>(&*out))
      engine.handle(now, KeysUnknown{resolve->feed});
  }
}

}  // namespace
}  // namespace waarmerk::node::gossip

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const waarmerk::ByteView bytes{data, size};
  waarmerk::node::gossip::try_decoding(bytes);
  waarmerk::node::gossip::try_path(bytes);
  waarmerk::node::gossip::try_answers(bytes);
  return 0;
}
