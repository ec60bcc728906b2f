// Marks: numbers that those have alike who may all be one: the neighbourhood of an address, and the
// domain under which a host stands (spec/wire/mesh.md 6).
#pragma once

#include <cstdint>
#include <string_view>

#include "crypto/base/bytes.hpp"

namespace waarmerk::node::mesh {

/// Of the IPv4 /24 or IPv6 /48 of an address of 4 or 16 bytes in network order. 0, which is like
/// nobody, for any that is not public: whoever comes by way of a proxy beside us comes from there.
std::uint64_t prefix_mark(ByteView address);

/// Of an address as it is written.
std::uint64_t prefix_mark(std::string_view address);

/// The part of a host's name that somebody registered: the last two labels, or three where the last
/// two are of a kind that registries keep for themselves, such as `co.uk`. Empty for a name of one
/// label, and for an address.
std::string_view registered_name(std::string_view host);

/// Of the registered name, in any case of letters; 0 where there is none.
std::uint64_t domain_mark(std::string_view host);

/// Of the host in an endpoint.
std::uint64_t endpoint_mark(std::string_view endpoint);

}  // namespace waarmerk::node::mesh
