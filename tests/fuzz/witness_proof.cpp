// Any bytes as a leaf, a place and a path, and as what a witness hears: a proof that was changed
// does not hold, and no witness contradicts itself.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <utility>
#include <vector>

#include "tests/support/witnessed.hpp"

namespace waarmerk::node::witness {
namespace {

constexpr auto now = tests::witness_time;

void require(bool holds) {
  if (!holds) std::abort();
}

// Takes from the front; zeros where there is no more.
class Source {
 public:
  explicit Source(ByteView bytes) : bytes_(bytes) {}

  bool empty() const { return bytes_.empty(); }
  std::uint8_t byte() {
    if (bytes_.empty()) return 0;
    const auto first = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return first;
  }
  Sha256 hash() {
    Sha256 hash{};
    for (auto& each : hash.value) each = byte();
    return hash;
  }

 private:
  ByteView bytes_;
};

// A path of up to 255 hashes for a place in a tree of up to 2^24 leaves.
void try_path(Source source) {
  const auto number = [&] {
    const std::uint64_t high = source.byte();
    const std::uint64_t middle = source.byte();
    return high << 16 | middle << 8 | source.byte();
  };
  const auto index = number();
  const auto size = number();
  std::vector<Sha256> path(source.byte());
  const auto leaf = source.hash();
  for (auto& each : path) each = source.hash();
  const auto root = root_of(leaf, {index, size}, path);
  if (!root) return;
  require(index < size && path.size() <= 24);
  if (path.empty()) return require(*root == leaf);
  auto other = path;
  other.back().value.front() ^= 1;
  require(root_of(leaf, {index, size}, other).value() != *root);
}

// A change to one byte of what was proved.
void change(Proof& proof, Source& source) {
  const auto bit = static_cast<std::uint8_t>(source.byte() | 1);
  const std::size_t at = source.byte() % 32U;
  switch (source.byte() % 7) {
    case 0: proof.leaf.head.feed.value[at] ^= bit; break;
    case 1: proof.leaf.head.hash.value[at] ^= bit; break;
    case 2: proof.leaf.head.seq ^= bit; break;
    case 3: proof.leaf.forked = !proof.leaf.forked; break;
    case 4: proof.index ^= bit; break;
    case 5: proof.path.at(proof.path.size() / 2).value[at] ^= bit; break;
    default: proof.snapshot.sig[at] ^= bit; break;
  }
}

// Feeds that come in any order, and snapshots of them.
void try_witness(Source source) {
  tests::WitnessDesk desk;
  std::vector<Proof> shown;
  auto at = now;
  for (int events = 0; events < 64 && !source.empty(); ++events) {
    const auto what = source.byte();
    const auto feed = static_cast<std::uint8_t>(what % 8);
    const auto seq = std::uint64_t{1} + source.byte();
    if (what >> 6 == 0) static_cast<void>(desk.witness.see(tests::fork_at(feed, seq), at));
    if (what >> 6 == 1) static_cast<void>(desk.witness.see(tests::header_at(feed, seq), at));
    if (what >> 6 == 2) desk.crash();
    if (what >> 6 != 3 || !desk.witness.next(at)) continue;
    desk.witness.not_saved();
    at = at + minute_ms;
    const auto snapshot = desk.publish(at);
    at = at + hour_ms;
    for (const auto& [listed, leaf] : desk.disk.leaves)
      shown.push_back(desk.witness.prove(listed, snapshot).value());
  }
  for (const auto& one : shown)
    for (const auto& other : shown) require(!contradict(one, other));
  if (shown.empty()) return;
  auto proof = shown[source.byte() % shown.size()];
  require(verify_proof(proof, at).has_value());
  if (proof.path.empty()) return;
  change(proof, source);
  require(!verify_proof(proof, at).has_value());
}

}  // namespace
}  // namespace waarmerk::node::witness

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace waarmerk::node::witness;
  const Source source({data, size});
  try_path(source);
  try_witness(source);
  return 0;
}
