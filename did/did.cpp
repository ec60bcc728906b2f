// The grammar of DIDs and DID URLs (DID 1.1 section 3), in one pass over the text.
#include "did/did.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace waarmerk::did {
namespace {

constexpr std::string_view scheme = "did:";

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// Which bytes may stand in a text, by their number: a DID is read for every badge.
using CharSet = std::array<bool, 256>;

constexpr CharSet set_of(std::string_view chars) {
  CharSet set{};
  for (const char c : chars) set[static_cast<unsigned char>(c)] = true;
  return set;
}

constexpr CharSet id_chars =
    set_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_:");
/// Everything that RFC 3986 allows behind an authority: pchar, and the slash and question mark.
constexpr CharSet tail_chars =
    set_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_:~!$&'()*+,;=@/?");

/// Whether `text` is made of what `allowed` holds and of whole percent-encoded bytes.
bool consists_of(std::string_view text, const CharSet& allowed) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
      i += 2;
    } else if (!allowed[static_cast<unsigned char>(text[i])]) {
      return false;
    }
  }
  return true;
}

/// What is wrong with `text` as a DID, or nothing (DID 1.1 section 3.1).
std::optional<std::string_view> fault_of(std::string_view text) {
  if (text.size() > did_bytes_max) return "a DID has at most 2048 bytes";
  if (!text.starts_with(scheme)) return "a DID starts with did:";
  const auto rest = text.substr(scheme.size());
  const auto colon = rest.find(':');
  if (colon == 0 || colon == std::string_view::npos) return "a DID names a method: did:method:id";
  if (!std::ranges::all_of(rest.substr(0, colon),
                           [](char c) { return is_lower(c) || is_digit(c); })) {
    return "the method of a DID is lower-case letters and digits";
  }
  const auto id = rest.substr(colon + 1);
  if (id.empty() || id.back() == ':') return "a DID ends in an identifier";
  if (!consists_of(id, id_chars)) return "a DID holds a character that it may not";
  return std::nullopt;
}

}  // namespace

Result<Did> Did::parse(std::string_view text) {
  if (const auto fault = fault_of(text)) return fail(malformed, std::string(*fault));
  return Did(std::string(text));
}

std::string_view Did::method() const {
  const auto rest = std::string_view(text_).substr(scheme.size());
  return rest.substr(0, rest.find(':'));
}

std::string_view Did::specific_id() const {
  return std::string_view(text_).substr(scheme.size() + method().size() + 1);
}

Result<DidUrl> DidUrl::parse(std::string_view text) {
  if (text.size() > did_url_bytes_max) return fail(malformed, "a DID URL has at most 4096 bytes");
  TRY(did, Did::parse(text.substr(0, text.find_first_of("/?#"))));
  const auto tail = text.substr(did.text().size());
  const auto hash = tail.find('#');
  const bool sound =
      consists_of(tail.substr(0, hash), tail_chars) &&
      (hash == std::string_view::npos || consists_of(tail.substr(hash + 1), tail_chars));
  if (!sound) return fail(malformed, "a DID URL holds a character that it may not");
  return DidUrl(std::move(did), std::string(text));
}

std::string_view DidUrl::path() const {
  const auto tail = std::string_view(text_).substr(did_.text().size());
  return tail.substr(0, tail.find_first_of("?#"));
}

std::string_view DidUrl::query() const {
  const auto tail = std::string_view(text_).substr(did_.text().size() + path().size());
  if (!tail.starts_with('?')) return {};
  return tail.substr(1, tail.find('#') - 1);  // without '#', npos - 1 still reaches the end
}

std::string_view DidUrl::fragment() const {
  const auto hash = text_.find('#');
  return hash == std::string::npos ? std::string_view() : std::string_view(text_).substr(hash + 1);
}

}  // namespace waarmerk::did
