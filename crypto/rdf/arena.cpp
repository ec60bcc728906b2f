#include "crypto/rdf/arena.hpp"

#include <algorithm>
#include <cstddef>

namespace waarmerk::rdf {
namespace {

constexpr std::size_t block_bytes = 512;  // the first; each is twice as large as the one before

}  // namespace

std::string_view Arena::keep(std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (const auto part : parts) size += part.size();
  if (blocks_.empty() || size > free_.size()) {
    const std::size_t fresh =
        std::max(size, block_bytes << std::min<std::size_t>(blocks_.size(), 11));
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(fresh));
    free_ = {blocks_.back().get(), fresh};
  }
  char* const begin = free_.data();
  char* end = begin;
  for (const auto part : parts) end = std::ranges::copy(part, end).out;
  free_ = free_.subspan(size);
  return {begin, size};
}

}  // namespace waarmerk::rdf
