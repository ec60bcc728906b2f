// Any bytes as an image: read or refused, and what is baked comes out again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "crypto/base/bytes.hpp"
#include "node/image/baking.hpp"

namespace {

namespace image = waarmerk::node::image;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto picture = waarmerk::text_of({data, size});
  (void)image::unbake(picture);
  for (const auto* badge : {"{\"a\":\"]]>\\r\"}", "e30.e30.e30"}) {
    const auto baked = image::bake(picture, badge);
    if (baked) require(image::unbake(*baked)->text == badge);
  }
  return 0;
}
