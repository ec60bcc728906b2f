// The tables of special addresses, and URLs taken apart strictly (RFC 3986, RFC 6890).
#include "did/address_rules.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace waarmerk::did {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_alphanumeric(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z'); }

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) { return lower(c); });
  return result;
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

/// `8`, `010` or `0x7f`: a host that ends so is read as an IPv4 address by many libraries.
bool is_numeric(std::string_view label) {
  return std::ranges::all_of(label, is_digit) || lower(label).starts_with("0x");
}

/// At least two labels (RFC 1123), the last of them no number.
bool is_registered_name(std::string_view host) {
  if (host.size() > 253 || host.find('.') == std::string_view::npos) return false;
  std::string_view rest = host;
  for (;;) {
    const auto dot = rest.find('.');
    const auto label = rest.substr(0, dot);
    if (!is_label(label)) return false;
    if (dot == std::string_view::npos) return !is_numeric(label) && lower(label) != "localhost";
    rest.remove_prefix(dot + 1);
  }
}

/// Printable ASCII that RFC 3986 allows in a path or query; a stray `%` is not worth refusing.
bool is_target_char(char c) {
  return is_alphanumeric(c) || std::string_view("-._~!$&'()*+,;=:@/?%").contains(c);
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  if (text.empty() || text.front() == '0' || !std::ranges::all_of(text, is_digit)) {
    return std::nullopt;
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return port;
}

/// Where the port begins: behind the last colon that is not inside brackets.
std::size_t port_colon(std::string_view authority) {
  const auto bracket = authority.rfind(']');
  const auto colon = authority.rfind(':');
  if (bracket != std::string_view::npos && colon != std::string_view::npos && colon < bracket) {
    return std::string_view::npos;
  }
  return colon;
}

struct Range {
  std::array<std::uint8_t, 16> start;
  unsigned bits;
};

bool is_inside(ByteView address, const Range& range) {
  for (unsigned bit = 0; bit < range.bits; bit += 8) {
    const unsigned left = std::min(8U, range.bits - bit);
    const auto mask = static_cast<std::uint8_t>(0xff00U >> left);
    if ((address[bit / 8] & mask) != range.start[bit / 8]) return false;
  }
  return true;
}

/// IPv4 blocks that are not the public internet.
constexpr std::array<Range, 16> special_v4{{
    {{0}, 8},                  // this network
    {{10}, 8},                 // private use
    {{100, 64}, 10},           // shared between a carrier and its customers (CGNAT)
    {{127}, 8},                // loopback
    {{169, 254}, 16},          // link-local, and the metadata services of clouds
    {{172, 16}, 12},           // private use
    {{192, 0, 0}, 24},         // protocol assignments
    {{192, 0, 2}, 24},         // documentation
    {{192, 88, 99}, 24},       // 6to4 relays, withdrawn
    {{192, 168}, 16},          // private use
    {{198, 18}, 15},           // benchmarks
    {{198, 51, 100}, 24},      // documentation
    {{203, 0, 113}, 24},       // documentation
    {{224}, 4},                // multicast
    {{240}, 4},                // reserved, and broadcast
    {{168, 63, 129, 16}, 32},  // a public number that a cloud answers from inside every machine
}};

constexpr Range global_v6{{0x20}, 3};
constexpr Range mapped_v6{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96};
constexpr Range nat64_v6{{0, 0x64, 0xff, 0x9b}, 96};
constexpr Range six_to_four{{0x20, 0x02}, 16};

/// Blocks inside 2000::/3 that are not the public internet.
constexpr std::array<Range, 3> special_v6{{
    {{0x20, 0x01}, 23},              // protocol assignments, Teredo, benchmarks, ORCHID
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x3f, 0xff}, 20},              // documentation
}};

bool is_public_v4(ByteView address) {
  return std::ranges::none_of(special_v4,
                              [&](const Range& range) { return is_inside(address, range); });
}

bool is_public_v6(ByteView address) {
  if (is_inside(address, mapped_v6) || is_inside(address, nat64_v6)) {
    return is_public_v4(address.subspan(12, 4));
  }
  if (is_inside(address, six_to_four)) return is_public_v4(address.subspan(2, 4));
  return is_inside(address, global_v6) && std::ranges::none_of(special_v6, [&](const Range& range) {
           return is_inside(address, range);
         });
}

std::unexpected<Error> refuse(std::string detail) {
  return fail(address_refused, std::move(detail));
}

/// Reads host and port into `url`.
Result<void> read_authority(std::string_view authority, const AddressPolicy& policy,
                            FetchUrl& url) {
  const auto colon = port_colon(authority);
  const auto host = authority.substr(0, colon);
  TRY_OK(check_host(host, policy));
  url.is_loopback = is_loopback_host(host);
  if (!url.tls && !url.is_loopback) return refuse("plain HTTP is only for loopback");
  url.port = url.tls ? 443 : 80;
  if (colon != std::string_view::npos) {
    const auto port = parse_port(authority.substr(colon + 1));
    if (!port) return refuse("the port of a URL is a number from 1 to 65535");
    url.port = *port;
  }
  url.authority = lower(authority);
  url.host = lower(host.starts_with('[') ? host.substr(1, host.size() - 2) : host);
  return {};
}

}  // namespace

bool is_loopback_host(std::string_view host) {
  return host == "127.0.0.1" || host == "[::1]" || lower(host) == "localhost";
}

Result<void> check_host(std::string_view host, const AddressPolicy& policy) {
  if (is_loopback_host(host)) {
    if (policy.plain_http_on_loopback) return {};
    return refuse("a loopback host is not allowed here");
  }
  if (!is_registered_name(host)) return refuse("a host must be a full domain name, not an address");
  return {};
}

Result<FetchUrl> parse_fetch_url(std::string_view url, const AddressPolicy& policy) {
  if (url.size() > fetch_url_bytes_max) return refuse("a URL has at most 4096 bytes");
  const auto scheme_end = url.find("://");
  const auto scheme = lower(url.substr(0, scheme_end));
  if (scheme_end == std::string_view::npos || (scheme != "https" && scheme != "http")) {
    return refuse("only https: is fetched");
  }
  if (scheme == "http" && !policy.plain_http_on_loopback) return refuse("only https: is fetched");
  const auto rest = url.substr(scheme_end + 3);
  const auto authority = rest.substr(0, rest.find_first_of("/?#\\"));
  if (authority.contains('@')) return refuse("a URL names no user");
  FetchUrl parts;
  parts.tls = scheme == "https";
  TRY_OK(read_authority(authority, policy, parts));
  const auto target = rest.substr(authority.size());
  if (!std::ranges::all_of(target, is_target_char)) {
    return refuse("a URL holds a fragment, or a character that it may not");
  }
  parts.target = target.starts_with('/') ? std::string(target) : "/" + std::string(target);
  return parts;
}

Result<void> check_fetch_url(std::string_view url, const AddressPolicy& policy) {
  TRY(parts, parse_fetch_url(url, policy));
  return {};
}

bool is_public_address(ByteView address) {
  if (address.size() == 4) return is_public_v4(address);
  return address.size() == 16 && is_public_v6(address);
}

bool is_loopback_address(ByteView address) {
  if (address.size() == 4) return address[0] == 127;
  if (address.size() != 16) return false;
  if (is_inside(address, mapped_v6)) return address[12] == 127;
  constexpr Range one{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128};
  return is_inside(address, one);
}

Result<void> check_address(const FetchUrl& url, ByteView address) {
  const bool fits = url.is_loopback ? is_loopback_address(address) : is_public_address(address);
  if (!fits) return refuse("the host is at an address that is not public");
  return {};
}

}  // namespace waarmerk::did
