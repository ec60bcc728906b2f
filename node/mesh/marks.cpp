#include "node/mesh/marks.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <string>

#include "crypto/base/sha2.hpp"
#include "did/address_rules.hpp"

namespace waarmerk::node::mesh {

namespace {

// The public suffix list has thousands more, changes weekly, and is not needed to tell one stranger
// from many: where a suffix is missing, those below it share one place.
constexpr std::array kept_by_registries{"ac",  "co",  "com", "edu", "gob", "gov", "govt", "gouv",
                                        "ltd", "mil", "ne",  "net", "nhs", "or",  "org",  "sch"};

std::uint64_t number_of(ByteView bytes) {
  std::uint64_t number = 0;
  for (const auto byte : bytes) number = number << 8 | byte;
  return number;
}

constexpr std::uint64_t of_ipv4 = std::uint64_t{4} << 56;
constexpr std::uint64_t of_ipv6 = std::uint64_t{6} << 56;

}  // namespace

std::uint64_t prefix_mark(ByteView address) {
  if (!did::is_public_address(address)) return 0;
  const auto is_ipv4 = address.size() == 4;
  return is_ipv4 ? of_ipv4 | number_of(address.first(3)) : of_ipv6 | number_of(address.first(6));
}

std::uint64_t prefix_mark(std::string_view address) {
  const std::string text(address.substr(0, address.find('%')));
  Bytes bytes(16);
  const bool is_ipv6 = inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
  if (!is_ipv6) bytes.resize(4);
  const bool is_address = is_ipv6 || inet_pton(AF_INET, text.c_str(), bytes.data()) == 1;
  return is_address ? prefix_mark(bytes) : 0;
}

std::string_view registered_name(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const auto last = host.rfind('.');
  if (last == std::string_view::npos || last == 0 || host.find(':') != std::string_view::npos)
    return {};
  const auto ending = host.substr(last + 1);
  const bool is_number = std::ranges::all_of(ending, [](char c) { return c >= '0' && c <= '9'; });
  if (is_number) return {};
  auto from = host.rfind('.', last - 1);
  const auto second = host.substr(from + 1, last - from - 1);  // npos + 1 is 0
  const bool is_kept = ending.size() == 2 && std::ranges::count(kept_by_registries, second) > 0;
  if (is_kept && from != std::string_view::npos && from > 0) from = host.rfind('.', from - 1);
  return from == std::string_view::npos ? host : host.substr(from + 1);
}

std::uint64_t domain_mark(std::string_view host) {
  std::string name(host);
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const auto registered = registered_name(name);
  if (registered.empty()) return 0;
  const auto digest = sha256(bytes_of(registered));
  return std::max<std::uint64_t>(1, number_of(ByteView(digest.value).first(8)));
}

std::uint64_t endpoint_mark(std::string_view endpoint) {
  const auto url = did::parse_fetch_url(endpoint);
  return url ? domain_mark(url->host) : 0;
}

}  // namespace waarmerk::node::mesh
