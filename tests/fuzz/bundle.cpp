// Any bytes as a bundle, whole and in pieces: the same comes out however it is cut, and what is
// whole is written again to the same kits.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "node/kit/bundle.hpp"

namespace waarmerk::node::kit {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// The kits of a bundle that was good to its end.
std::optional<std::vector<std::string>> read(ByteView bytes, std::size_t piece) {
  BundleReader reader;
  std::vector<std::string> all;
  while (!bytes.empty()) {
    const auto count = std::min(piece, bytes.size());
    auto kits = reader.take(bytes.first(count));
    if (!kits) return std::nullopt;
    all.insert(all.end(), kits->begin(), kits->end());
    bytes = bytes.subspan(count);
  }
  const auto count = reader.end();
  if (!count) return std::nullopt;
  require(*count == all.size());
  return all;
}

Bytes write(const std::vector<std::string>& kits) {
  BundleWriter writer;
  Bytes bytes;
  for (const auto& kit : kits) {
    const auto more = writer.add(kit);
    require(more.has_value());
    bytes.insert(bytes.end(), more->begin(), more->end());
  }
  const auto last = writer.end();
  bytes.insert(bytes.end(), last.begin(), last.end());
  return bytes;
}

}  // namespace
}  // namespace waarmerk::node::kit

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const waarmerk::ByteView bytes{data, size};
  const auto kits = waarmerk::node::kit::read(bytes, bytes.size());
  waarmerk::node::kit::require(kits == waarmerk::node::kit::read(bytes, 7));
  if (!kits) return 0;
  const auto again = waarmerk::node::kit::write(*kits);
  waarmerk::node::kit::require(waarmerk::node::kit::read(again, 1000) == kits);
  return 0;
}
