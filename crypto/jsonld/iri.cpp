#include "crypto/jsonld/iri.hpp"

#include <array>
#include <cstddef>
#include <cstring>
#include <optional>

namespace waarmerk::jsonld {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_scheme_character(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

/// What is wrong with a byte in an IRI: one `#` is right, another character is not, white space
/// least of all. The faults of a text add up.
constexpr std::uint64_t hash_fault = 1;
constexpr std::uint64_t forbidden_fault = std::uint64_t{1} << 24;
constexpr std::uint64_t space_fault = std::uint64_t{1} << 44;

constexpr std::array<std::uint64_t, 256> make_faults() {
  std::array<std::uint64_t, 256> faults = {};
  for (std::size_t c = 0; c <= 0x20; ++c) faults[c] = forbidden_fault;
  for (const char c : {'<', '>', '"', '{', '}', '|', '\\', '^', '`', '\x7f'}) {
    faults[static_cast<unsigned char>(c)] = forbidden_fault;
  }
  faults['#'] = hash_fault;
  for (const char c : {' ', '\t', '\n', '\v', '\f', '\r'}) {
    faults[static_cast<unsigned char>(c)] = space_fault;
  }
  return faults;
}

constexpr std::array<std::uint64_t, 256> faults = make_faults();

std::uint64_t faults_of(std::string_view text) {
  std::uint64_t found = 0;
  for (const char c : text) found += faults[static_cast<unsigned char>(c)];
  return found;
}

std::size_t scheme_size(std::string_view text) {
  if (text.empty() || !is_letter(text[0])) return 0;
  std::size_t size = 1;
  while (size < text.size() && is_scheme_character(text[size])) ++size;
  return size < text.size() && text[size] == ':' ? size : 0;
}

/// The five parts of a reference (RFC 3986 appendix B).
struct Parts {
  std::string_view scheme = {};
  std::optional<std::string_view> authority = {};
  std::string_view path = {};
  std::optional<std::string_view> query = {};
  std::optional<std::string_view> fragment = {};
};

Parts split(std::string_view text) {
  Parts parts;
  if (const std::size_t size = scheme_size(text); size > 0) {
    parts.scheme = text.substr(0, size);
    text.remove_prefix(size + 1);
  }
  if (const std::size_t at = text.find('#'); at != text.npos) {
    parts.fragment = text.substr(at + 1);
    text = text.substr(0, at);
  }
  if (const std::size_t at = text.find('?'); at != text.npos) {
    parts.query = text.substr(at + 1);
    text = text.substr(0, at);
  }
  if (text.starts_with("//")) {
    const std::size_t end = text.find('/', 2);
    parts.authority = text.substr(2, end == text.npos ? text.npos : end - 2);
    text = end == text.npos ? std::string_view{} : text.substr(end);
  }
  parts.path = text;
  return parts;
}

/// RFC 3986 5.2.4.
std::string without_dots(std::string_view path) {
  std::string out;
  const auto pop = [&out] {
    const std::size_t slash = out.rfind('/');
    out.resize(slash == out.npos ? 0 : slash);
  };
  while (!path.empty()) {
    if (path.starts_with("../")) {
      path.remove_prefix(3);
    } else if (path.starts_with("./") || path.starts_with("/./")) {
      path.remove_prefix(2);
    } else if (path == "/.") {
      path = "/";
    } else if (path.starts_with("/../")) {
      path.remove_prefix(3);
      pop();
    } else if (path == "/..") {
      path = "/";
      pop();
    } else if (path == "." || path == "..") {
      path = {};
    } else {
      const std::size_t end = path.find('/', 1);
      out += path.substr(0, end);
      path = end == path.npos ? std::string_view{} : path.substr(end);
    }
  }
  return out;
}

/// RFC 3986 5.2.3.
std::string merge(const Parts& base, std::string_view path) {
  if (base.authority && base.path.empty()) return "/" + std::string(path);
  const std::size_t slash = base.path.rfind('/');
  std::string merged(slash == base.path.npos ? std::string_view{} : base.path.substr(0, slash + 1));
  return merged.append(path);
}

std::string joined(std::string_view scheme, std::optional<std::string_view> authority,
                   std::string_view path, std::optional<std::string_view> query,
                   std::optional<std::string_view> fragment) {
  std::string out;
  out.append(scheme).append(":");
  if (authority) out.append("//").append(*authority);
  out.append(path);
  if (query) out.append("?").append(*query);
  if (fragment) out.append("#").append(*fragment);
  return out;
}

}  // namespace

IriForm form_of(std::string_view text) {
  if (text.starts_with("_:")) return IriForm::blank;
  if (scheme_size(text) == 0) return IriForm::relative;
  const std::uint64_t found = faults_of(text);
  if (found <= hash_fault) return IriForm::iri;
  return found >= space_fault ? IriForm::relative : IriForm::malformed;
}

Iri classified(std::string_view text) { return {.text = text, .form = form_of(text)}; }

Iri iri_of(Keyword keyword) {
  return {.text = word_of(keyword), .form = IriForm::keyword, .keyword = keyword};
}

std::string resolve(std::string_view base, std::string_view reference) {
  const Parts to = split(reference);
  if (!to.scheme.empty()) {
    return joined(to.scheme, to.authority, without_dots(to.path), to.query, to.fragment);
  }
  const Parts from = split(base);
  if (from.scheme.empty()) return std::string(reference);
  if (to.authority) {
    return joined(from.scheme, to.authority, without_dots(to.path), to.query, to.fragment);
  }
  if (to.path.empty()) {
    return joined(from.scheme, from.authority, from.path, to.query ? to.query : from.query,
                  to.fragment);
  }
  const std::string path =
      without_dots(to.path.starts_with('/') ? std::string(to.path) : merge(from, to.path));
  return joined(from.scheme, from.authority, path, to.query, to.fragment);
}

}  // namespace waarmerk::jsonld
