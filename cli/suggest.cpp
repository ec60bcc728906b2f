#include "cli/suggest.hpp"

#include <algorithm>
#include <array>

namespace waarmerk::cli {
namespace {

constexpr std::size_t word_bytes_max = 64;
constexpr std::size_t far = 1000;

using Line = std::array<std::size_t, word_bytes_max + 1>;

}  // namespace

std::size_t distance(std::string_view one, std::string_view other) {
  if (one.size() > word_bytes_max || other.size() > word_bytes_max) return far;
  Line before_last{}, last{}, now{};
  for (std::size_t j = 0; j <= other.size(); ++j) now[j] = j;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    before_last = last;
    last = now;
    now[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const bool same = one[i - 1] == other[j - 1];
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
      if (swapped) now[j] = std::min(now[j], before_last[j - 2] + 1);
    }
  }
  return now[other.size()];
}

std::optional<std::string_view> suggest(std::string_view word,
                                        std::span<const std::string_view> known) {
  if (word.size() > word_bytes_max) return std::nullopt;
  std::optional<std::string_view> nearest;
  std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const auto candidate : known) {
    const auto far_off = distance(word, candidate);
    if (far_off < best) best = far_off, nearest = candidate;
  }
  return nearest;
}

}  // namespace waarmerk::cli
