#include "node/image/pdf.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace waarmerk::node::image {
namespace {

constexpr std::string_view white = " \t\r\n";
constexpr std::string_view attachment = "/Type /EmbeddedFile";
constexpr std::string_view subtype = "/Subtype /application#2Fvc";
constexpr std::string_view length = "/Length ";
constexpr std::size_t dictionary_bytes_max = 512;

std::string_view skip_white(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(white), text.size()));
  return text;
}

std::optional<std::size_t> length_in(std::string_view dictionary) {
  const auto at = dictionary.find(length);
  if (at == std::string_view::npos) return std::nullopt;
  const auto digits = dictionary.substr(at + length.size());
  std::size_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (read.ec != std::errc() || value > text_bytes_max) return std::nullopt;
  return value;
}

/// What follows the dictionary, as long as it says (PDF 1.7, 7.3.8); nothing where that is untrue.
std::optional<std::string_view> stream_in(std::string_view rest, std::size_t size) {
  constexpr std::string_view begin = "stream";
  constexpr std::string_view end = "endstream";
  rest = skip_white(rest);
  if (!rest.starts_with(begin)) return std::nullopt;
  rest.remove_prefix(begin.size());
  if (rest.starts_with('\r')) rest.remove_prefix(1);
  if (!rest.starts_with('\n')) return std::nullopt;
  rest.remove_prefix(1);
  if (rest.size() < size || !skip_white(rest.substr(size)).starts_with(end)) return std::nullopt;
  return rest.substr(0, size);
}

}  // namespace

bool is_pdf(std::string_view file) { return file.starts_with("%PDF-"); }

Result<BakedBadge> unbake_pdf(std::string_view pdf) {
  if (pdf.size() > image_bytes_max) return fail(too_large, "The PDF is too large.");
  std::vector<BakedBadge> found;
  for (auto at = pdf.find(attachment);
       at != std::string_view::npos && found.size() < pdf_badges_max;
       at = pdf.find(attachment, at + attachment.size())) {
    const auto rest = pdf.substr(at);
    const auto end = rest.substr(0, dictionary_bytes_max).find(">>");
    if (end == std::string_view::npos) continue;
    const auto dictionary = rest.substr(0, end);
    const bool is_badge = dictionary.contains(subtype) && !dictionary.contains("/Filter");
    const auto size = length_in(dictionary);
    if (!is_badge || !size) continue;
    const auto text = stream_in(rest.substr(end + 2), *size);
    if (!text) return fail(malformed, "The badge in the PDF breaks off.");
    found.push_back({Edition::open_badges_3, std::string(*text)});
  }
  return choose_badge(std::move(found));
}

}  // namespace waarmerk::node::image
