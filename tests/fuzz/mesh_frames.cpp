// Any bytes as what two peers tell a core of the mesh, and as time that passes: nothing of it is
// believed, what is answered is within bounds, and links that were closed hear nothing more.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "tests/support/lone_core.hpp"

namespace waarmerk::tests {
namespace {

constexpr std::size_t frames_max = 64;

void require(bool holds) {
  if (!holds) std::abort();
}

/// Each frame has three bytes before it: who says it, and how long it is.
void tell_all(ByteView bytes) {
  LoneCore lone;
  const mesh::LinkId links[] = {lone.up(1), lone.up(2, true)};
  const auto held = lone.held(3);
  for (std::size_t told = 0; bytes.size() > 3 && told < frames_max; ++told) {
    const auto who = bytes[0];
    const auto size = std::min(bytes.size() - 3, std::size_t{bytes[1]} << 8 | bytes[2]);
    if (who & 2) lone.wait(std::int64_t{who} * second_ms);
    const auto link = links[who & 1];
    if (!lone.is_closed(link)) lone.tell(mesh::Received{link, bytes.subspan(3, size)});
    bytes = bytes.subspan(3 + size);
  }
  lone.wait(minute_ms);
  require(lone.held(3) == held && lone.held(0) == held);
}

}  // namespace
}  // namespace waarmerk::tests

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  waarmerk::tests::tell_all({data, size});
  return 0;
}
