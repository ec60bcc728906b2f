// AddressRules: which addresses this node may fetch from, decided before and after DNS.
//
// A badge can name any URL. Whoever verifies it must not be led to knock on machines that only it
// can reach, so every fetch passes here twice: the URL before its host is looked up, and each
// address that DNS gave before a socket connects to it. The parts that parse_fetch_url returns are
// to be used as they are; a second parser could read the URL differently.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::did {

inline constexpr ErrorCode address_refused{"did.address_refused", ErrorKind::denied};

inline constexpr std::size_t fetch_url_bytes_max = 4096;

struct AddressPolicy {
  /// Plain HTTP to `localhost`, `127.0.0.1` and `[::1]`, and those hosts at all: for demonstrations
  /// and tests on one machine.
  bool plain_http_on_loopback = false;
};

/// A URL that passed, in the parts that a client needs.
struct FetchUrl {
  bool tls = true;
  std::string host;          ///< lower case; an IPv6 literal has no brackets
  std::uint16_t port = 0;    ///< always a number: 443 or 80 where the URL had none
  std::string authority;     ///< for the Host header: the host, and the port where the URL had one
  std::string target;        ///< the path and query, beginning with a slash
  bool is_loopback = false;  ///< the host is one of the loopback names, not whatever DNS says
};

/// HTTPS with a registered host name; plain HTTP for a loopback host where the policy allows it. No
/// user, no fragment, no IP literal in any notation, at most 4096 bytes. Fails with
/// did.address_refused.
Result<FetchUrl> parse_fetch_url(std::string_view url, const AddressPolicy& policy = {});
Result<void> check_fetch_url(std::string_view url, const AddressPolicy& policy = {});

/// A host name of at least two labels whose last is not a number, or, where the policy allows, a
/// loopback host. Fails with did.address_refused.
Result<void> check_host(std::string_view host, const AddressPolicy& policy = {});

/// `localhost`, `127.0.0.1` or `[::1]`, in any case of letters.
bool is_loopback_host(std::string_view host);

/// Whether an address of 4 or 16 bytes, in network order, belongs to the public internet (the IANA
/// special-purpose registries, RFC 6890). An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4)
/// is judged for itself. Any other number of bytes is not public.
bool is_public_address(ByteView address);

/// 127.0.0.0/8, ::1, and 127.0.0.0/8 mapped into IPv6.
bool is_loopback_address(ByteView address);

/// The decision after DNS, for each address: a loopback host must be at a loopback address, any
/// other host at a public one. Fails with did.address_refused.
Result<void> check_address(const FetchUrl& url, ByteView address);

}  // namespace waarmerk::did
