#include "node/credential/paper.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/preset_deflate.hpp"
#include "crypto/encoding/utf8.hpp"
#include "node/credential/paper_words.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr std::size_t text_bytes_max = 65'535;  // two bytes say how many
constexpr std::size_t digits_max = 3'000;
constexpr std::size_t read_link_bytes_max = 320;
constexpr std::size_t signature_bytes_max = 255;
constexpr std::size_t group_bytes = 7;
/// So many digits are needed for so many bytes; seven bytes are below 10^17.
constexpr std::array<std::size_t, group_bytes + 1> digits_of{0, 3, 5, 8, 10, 13, 15, 17};

enum class Form : std::uint8_t {
  whole = 1,       ///< the text as it is
  compact = 2,     ///< a JWS: its header and payload, and its signature apart
  disclosing = 3,  ///< an SD-JWT: the disclosures too
};

struct Parts {
  Form form;
  Bytes signature = {};
  std::string text;
};

std::unexpected<Error> not_sound() {
  return fail(bad_paper, "These are not the digits of a whole badge.");
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const auto from = text.find_first_not_of(white);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(white) - from + 1);
}

/// The words of the specification, without its line ends.
ByteView dictionary() {
  static const auto words = [] {
    std::string all(paper_words_1);
    std::erase(all, '\n');
    return all;
  }();
  return bytes_of(words);
}

std::string print_digits(ByteView bytes) {
  std::string digits;
  for (std::size_t from = 0; from < bytes.size(); from += group_bytes) {
    const auto part = bytes.subspan(from, std::min(group_bytes, bytes.size() - from));
    std::uint64_t number = 0;
    for (const auto byte : part) number = number << 8 | byte;
    const auto text = std::to_string(number);
    digits.append(digits_of[part.size()] - text.size(), '0').append(text);
  }
  return digits;
}

Result<void> parse_group(std::string_view digits, Bytes& to) {
  const auto* const found = std::ranges::find(digits_of, digits.size());
  if (found == digits_of.end()) return not_sound();
  const auto size = static_cast<std::size_t>(found - digits_of.begin());
  std::uint64_t number = 0;
  const auto* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number >> (8 * size) != 0) return not_sound();
  for (auto index = size; index-- > 0;) {
    to.push_back(static_cast<std::uint8_t>(number >> (8 * index)));
  }
  return {};
}

Result<Bytes> parse_digits(std::string_view digits) {
  if (digits.empty() || digits.size() > digits_max) return not_sound();
  Bytes bytes;
  for (std::size_t from = 0; from < digits.size(); from += digits_of.back()) {
    TRY_OK(parse_group(digits.substr(from, digits_of.back()), bytes));
  }
  return bytes;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// Adds what stands in base64url, in a line of its own; false where it is no such line.
bool add_line(std::string_view base64url, std::string& text) {
  const auto bytes = encoding::decode_base64url(base64url);
  if (!bytes || bytes->empty()) return false;
  const auto line = text_of(*bytes);
  if (line.contains('\n') || !encoding::is_utf8(line)) return false;
  if (!text.empty()) text += '\n';
  text += line;
  return true;
}

/// Nothing where it is neither a JWS nor an SD-JWT that comes back as it was.
std::optional<Parts> take_apart(std::string_view badge) {
  auto pieces = split(badge, '~');
  const auto token = split(pieces[0], '.');
  if (token.size() != 3) return std::nullopt;
  const bool is_disclosing = pieces.size() > 1;
  // The last piece of an SD-JWT is that of a holder, and empty where nobody shows it.
  if (is_disclosing && !pieces.back().empty()) return std::nullopt;
  if (is_disclosing) pieces.pop_back();
  auto signature = encoding::decode_base64url(token[2]);
  if (!signature || signature->empty() || signature->size() > signature_bytes_max) {
    return std::nullopt;
  }
  Parts parts{is_disclosing ? Form::disclosing : Form::compact, std::move(*signature), {}};
  if (!add_line(token[0], parts.text) || !add_line(token[1], parts.text)) return std::nullopt;
  for (const auto piece : std::span(pieces).subspan(1)) {
    if (!add_line(piece, parts.text)) return std::nullopt;
  }
  return parts;
}

Result<std::string> put_together(const Parts& parts) {
  if (parts.form == Form::whole) return parts.text;
  const auto lines = split(parts.text, '\n');
  if (lines.size() < 2 || (parts.form == Form::compact && lines.size() > 2)) return not_sound();
  std::string text = encoding::encode_base64url(bytes_of(lines[0])) + "." +
                     encoding::encode_base64url(bytes_of(lines[1])) + "." +
                     encoding::encode_base64url(parts.signature);
  if (parts.form == Form::compact) return text;
  for (const auto line : std::span(lines).subspan(2)) {
    text += "~" + encoding::encode_base64url(bytes_of(line));
  }
  return text + "~";
}

Result<std::string> unpack(ByteView bytes) {
  if (bytes.size() < 5 || bytes[0] < 1) return not_sound();
  if (bytes[0] > static_cast<std::uint8_t>(Form::disclosing)) {
    return fail(bad_paper, "This badge was printed by a newer program.");
  }
  Parts parts{static_cast<Form>(bytes[0]), {}, {}};
  const auto size = static_cast<std::size_t>(bytes[1] << 8 | bytes[2]);
  std::size_t from = 3;
  if (parts.form != Form::whole) {
    from = 4U + bytes[3];
    if (bytes.size() <= from) return not_sound();
    parts.signature = to_bytes(bytes.subspan(4, bytes[3]));
  }
  const auto text = encoding::inflate_preset(bytes.subspan(from), dictionary(), size);
  if (!text || text->empty() || !encoding::is_utf8(text_of(*text))) return not_sound();
  parts.text = std::string(text_of(*text));
  return put_together(parts);
}

bool is_mark(std::string_view text) {
  return std::ranges::equal(text, paper_mark, [](char left, char right) {
    return (left >= 'A' && left <= 'Z' ? left - 'A' + 'a' : left) == right;
  });
}

/// Where the digits begin; nothing where there is no mark, or no link before it.
std::optional<std::string_view> digits_in(std::string_view text) {
  const auto at = text.find('#');
  if (at == std::string_view::npos || at > read_link_bytes_max) return std::nullopt;
  if (!is_mark(text.substr(at, paper_mark.size()))) return std::nullopt;
  const auto link = text.substr(0, at);
  const bool is_link = link.empty() || link.starts_with("http") || link.starts_with("HTTP");
  if (!is_link || link.find_first_of(" \t\r\n{\"") != std::string_view::npos) return std::nullopt;
  return text.substr(at + paper_mark.size());
}

}  // namespace

bool is_paper(std::string_view text) { return digits_in(trimmed(text)).has_value(); }

Result<std::string> print_paper(std::string_view badge) {
  const auto text = trimmed(badge);
  auto parts = take_apart(text).value_or(Parts{Form::whole, {}, std::string(text)});
  const auto too_large = [] {
    return fail(too_large_for_paper,
                "The badge does not fit into one QR code, and nothing may be left out of it.");
  };
  if (parts.text.empty() || parts.text.size() > text_bytes_max) return too_large();
  Bytes bytes{static_cast<std::uint8_t>(parts.form),
              static_cast<std::uint8_t>(parts.text.size() >> 8),
              static_cast<std::uint8_t>(parts.text.size())};
  if (parts.form != Form::whole) {
    bytes.push_back(static_cast<std::uint8_t>(parts.signature.size()));
    append(bytes, parts.signature);
  }
  append(bytes, encoding::deflate_preset(bytes_of(parts.text), dictionary()));
  if (bytes.size() > paper_bytes_max) return too_large();
  return print_digits(bytes);
}

Result<std::string> parse_paper(std::string_view text) {
  const auto digits = digits_in(trimmed(text));
  if (!digits) return not_sound();
  TRY(bytes, parse_digits(*digits));
  return unpack(bytes);
}

}  // namespace waarmerk::node::credential
