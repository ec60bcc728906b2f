#include "crypto/jsonld/arena.hpp"

namespace waarmerk::jsonld {
namespace {

/// The first block, and how often the next is twice as large.
constexpr std::size_t block_bytes = 2048;
constexpr std::size_t doublings_max = 6;

}  // namespace

void* Arena::take_fresh(std::size_t size) {
  const std::size_t usual = block_bytes << std::min(blocks_.size(), doublings_max);
  blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(std::max(size, usual)));
  std::byte* const block = blocks_.back().get();
  if (size < usual) free_ = {block + size, usual - size};
  return block;
}

}  // namespace waarmerk::jsonld
