#include "node/image/baking.hpp"

#include <algorithm>
#include <utility>

#include "crypto/encoding/utf8.hpp"
#include "node/image/pdf.hpp"
#include "node/image/png.hpp"
#include "node/image/png_chunks.hpp"
#include "node/image/svg.hpp"

namespace waarmerk::node::image {
namespace {

constexpr std::string_view white = " \t\r\n";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_compact_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

std::string_view trim(std::string_view text) {
  const auto from = text.find_first_not_of(white);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(white) - from + 1);
}

Result<void> check_text(std::string_view text) {
  if (text.size() > text_bytes_max) return fail(bad_text, "The badge is too large for an image.");
  const bool is_json = text.starts_with('{') && text.ends_with('}');
  const bool is_compact = !text.empty() && std::ranges::all_of(text, is_compact_character);
  if (!is_json && !is_compact) return fail(bad_text, "The badge is no JSON object and no JWS.");
  if (!encoding::is_utf8(text) || text.find('\0') != std::string_view::npos) {
    return fail(bad_text, "The badge is not UTF-8, or holds a zero byte.");
  }
  return {};
}

Result<std::string> bake_as(Format format, std::string_view image, std::string_view text) {
  switch (format) {
    case Format::png: {
      TRY(baked, bake_png(bytes_of(image), text));
      return std::string(text_of(baked));
    }
    case Format::svg: return bake_svg(image, text);
    case Format::pdf: break;
  }
  return fail(unknown_format, "The image is neither a PNG nor an SVG.");
}

}  // namespace

std::optional<Format> format_of(std::string_view image) {
  if (is_png(bytes_of(image))) return Format::png;
  if (is_pdf(image)) return Format::pdf;
  if (image.starts_with(byte_order_mark)) image.remove_prefix(byte_order_mark.size());
  if (trim(image).starts_with('<')) return Format::svg;
  return std::nullopt;
}

Result<BakedBadge> unbake(std::string_view image) {
  const auto format = format_of(image);
  if (!format) return fail(unknown_format, "The image is neither a PNG nor an SVG.");
  switch (*format) {
    case Format::png: return unbake_png(bytes_of(image));
    case Format::svg: return unbake_svg(image);
    case Format::pdf: return unbake_pdf(image);
  }
  return fail(unknown_format, "The image is neither a PNG, an SVG nor a PDF.");
}

Result<std::string> bake(std::string_view image, std::string_view badge) {
  const auto text = trim(badge);
  TRY_OK(check_text(text));
  const auto format = format_of(image);
  if (!format) return fail(unknown_format, "The image is neither a PNG nor an SVG.");
  TRY(baked, bake_as(*format, image, text));
  // XML has no place for some characters that JSON may hold; and what we give out, we have read.
  const auto again = unbake(baked);
  if (!again || again->text != text) {
    return fail(bad_text, "This kind of image cannot hold the badge unchanged.");
  }
  return std::move(baked);
}

}  // namespace waarmerk::node::image
