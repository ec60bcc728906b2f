#include "cli/markup.hpp"

#include <cstddef>
#include <vector>

namespace waarmerk::cli {
namespace {

/// The characters of UTF-8; a byte that is none stands for itself.
std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> all;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) ++end;
    all.push_back(text.substr(at, end - at));
    at = end;
  }
  return all;
}

/// In parts of the size of the font. Three bytes or more are taken for ideographs and pictures.
double part_of(std::string_view character) {
  if (character.size() > 2) return 1.05;
  if (character.size() > 1) return 0.66;
  constexpr std::string_view narrow = "iljtfrI.,:;'|!()[] -";
  constexpr std::string_view wide = "mwMW@%";
  if (narrow.contains(character.front())) return 0.4;
  if (wide.contains(character.front())) return 0.95;
  return character.front() >= 'A' && character.front() <= 'Z' ? 0.72 : 0.62;
}

std::string join(const std::vector<std::string_view>& characters, std::size_t from,
                 std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += characters[i];
  return text;
}

}  // namespace

double width_of(std::string_view text, double font_pixels) {
  double width = 0;
  for (const auto character : characters_of(text)) width += part_of(character) * font_pixels;
  return width;
}

std::string shorten_to(std::string_view text, double font_pixels, double width) {
  if (width_of(text, font_pixels) <= width) return std::string(text);
  const auto characters = characters_of(text);
  double left = width - font_pixels;  // for the …
  std::size_t head = 0;
  std::size_t tail = 0;
  while (head + tail < characters.size()) {
    const bool is_for_head = head <= 2 * tail;
    const auto& next = is_for_head ? characters[head] : characters[characters.size() - tail - 1];
    left -= part_of(next) * font_pixels;
    if (left < 0) break;
    ++(is_for_head ? head : tail);
  }
  return join(characters, 0, head) + "…" +
         join(characters, characters.size() - tail, characters.size());
}

}  // namespace waarmerk::cli
