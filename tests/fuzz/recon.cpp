// Any bytes as a message of a reconciliation, and as what either side is told: read back as it was
// or refused, answered within bounds, and over after eight rounds.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "tests/support/item_sets.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::recon {
namespace {

constexpr Limits limits{.message_bytes_max = 8 * 1024};

void require(bool holds) {
  if (!holds) std::abort();
}

// A hundred items with many keys, and a hundred with few.
const ItemSet& items() {
  static const ItemSet set = [] {
    tests::SeededRandom random;
    auto items = tests::draw_items(random, 100);
    for (const auto& item : tests::draw_items(random, 100, 3)) items.push_back(item);
    return ItemSet(items);
  }();
  return set;
}

void try_decoding(ByteView bytes) {
  const auto ranges = decode_message(bytes);
  if (ranges) require(std::ranges::equal(encode_message(*ranges), bytes));
}

// The input is cut into messages: each begins with its length, in two bytes.
std::vector<ByteView> messages_in(ByteView bytes) {
  std::vector<ByteView> messages;
  while (bytes.size() >= 2) {
    const auto size = std::size_t{bytes[0]} << 8 | bytes[1];
    bytes = bytes.subspan(2);
    messages.push_back(bytes.first(std::min(size, bytes.size())));
    bytes = bytes.subspan(messages.back().size());
  }
  return messages;
}

// What is answered is a message that both sides can read, and no session goes on for ever.
template <class Side>
void require_bounds(const Side& side, ByteView answer) {
  require(answer.size() <= limits.message_bytes_max && decode_message(answer).has_value());
  require(side.rounds() <= limits.rounds_max);
  require(side.bytes() <= limits.session_bytes_max);
}

void try_responder(const std::vector<ByteView>& messages, const Cut& cut) {
  Responder responder{items(), cut, limits};
  for (const auto message : messages) {
    const auto answer = responder.answer(message);
    if (!answer) return;
    require_bounds(responder, *answer);
  }
}

void try_initiator(const std::vector<ByteView>& messages, const Cut& cut) {
  Initiator initiator{items(), cut, limits};
  require_bounds(initiator, initiator.open());
  for (const auto message : messages) {
    const auto answer = initiator.answer(message);
    if (!answer || !*answer) break;
    require_bounds(initiator, **answer);
  }
  for (const auto& item : initiator.differences().have) require(items().contains(item));
}

}  // namespace
}  // namespace waarmerk::node::recon

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace waarmerk::node::recon;
  const waarmerk::ByteView bytes{data, size};
  try_decoding(bytes);
  const auto messages = messages_in(bytes);
  for (const auto& cut : {heads_cut, plain_cut}) {
    try_responder(messages, cut);
    try_initiator(messages, cut);
  }
  return 0;
}
