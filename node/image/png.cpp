#include "node/image/png.hpp"

#include <string>
#include <utility>
#include <vector>

#include "crypto/encoding/utf8.hpp"
#include "node/image/png_chunks.hpp"
#include "node/image/png_text.hpp"

namespace waarmerk::node::image {
namespace {

constexpr std::string_view keyword = "openbadgecredential";
constexpr std::string_view keyword_of_2 = "openbadges";

bool has_keyword(const PngChunk& chunk, std::string_view wanted) {
  const auto text = text_of(chunk.data);
  return text.starts_with(wanted) && text.size() > wanted.size() && text[wanted.size()] == '\0';
}

bool is_credential(const PngChunk& chunk) {
  return chunk.type == "iTXt" && has_keyword(chunk, keyword);
}

bool is_badge(const PngChunk& chunk) {
  const bool is_text = chunk.type == "iTXt" || chunk.type == "tEXt" || chunk.type == "zTXt";
  return is_credential(chunk) || (is_text && has_keyword(chunk, keyword_of_2));
}

bool is_header(const PngChunk& chunk) { return chunk.type == "IHDR" || chunk.type == "PLTE"; }

bool is_header_or_badge(const PngChunk& chunk) { return is_header(chunk) || is_badge(chunk); }

using Choice = bool (*)(const PngChunk&);

/// An image with nothing in it but the chosen chunks, for libpng: what a stranger put into the
/// others is never inflated or looked at.
Bytes bare_image(ByteView image, const std::vector<PngChunk>& chunks, Choice is_chosen) {
  Bytes bare = to_bytes(image.first(png_signature_bytes));
  for (const auto& chunk : chunks) {
    if (is_chosen(chunk)) append(bare, chunk.whole);
  }
  append(bare, write_chunk("IDAT", {}));
  return bare;
}

/// A tEXt is Latin-1 by its standard, and UTF-8 as most have written it.
std::string as_utf8(std::string text) {
  if (encoding::is_utf8(text)) return text;
  std::string wide;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      wide.push_back(c);
    } else {
      wide.push_back(static_cast<char>(0xC0 | byte >> 6));
      wide.push_back(static_cast<char>(0x80 | (byte & 0x3F)));
    }
  }
  return wide;
}

Result<std::vector<BakedBadge>> badges_in(ByteView image, const std::vector<PngChunk>& chunks) {
  TRY(texts, read_texts(bare_image(image, chunks, is_header_or_badge)));
  std::vector<BakedBadge> badges;
  for (auto& text : texts) {
    if (text.is_international && !encoding::is_utf8(text.text)) {
      return fail(malformed, "The text in the PNG is not UTF-8.");
    }
    badges.push_back(
        {.edition = text.keyword == keyword ? Edition::open_badges_3 : Edition::open_badges_2,
         .text = as_utf8(std::move(text.text))});
  }
  return badges;
}

/// The keyword; no compression, by method 0; no language; no translated keyword; the text.
Bytes credential_chunk(std::string_view text) {
  std::string data(keyword);
  data.append(5, '\0');
  data.append(text);
  return write_chunk("iTXt", bytes_of(data));
}

}  // namespace

Result<BakedBadge> unbake_png(ByteView image) {
  TRY(chunks, read_chunks(image));
  TRY(badges, badges_in(image, chunks));
  return choose_badge(std::move(badges));
}

Result<Bytes> bake_png(ByteView image, std::string_view text) {
  TRY(chunks, read_chunks(image));
  // A header that libpng refuses is that of no image to hand out.
  TRY_OK(read_texts(bare_image(image, chunks, is_header)));
  Bytes baked = to_bytes(image.first(png_signature_bytes));
  bool is_in = false;
  for (const auto& chunk : chunks) {
    if (is_credential(chunk)) continue;
    if (!is_in && chunk.type == "IDAT") {
      append(baked, credential_chunk(text));
      is_in = true;
    }
    append(baked, chunk.whole);
  }
  return baked;
}

}  // namespace waarmerk::node::image
