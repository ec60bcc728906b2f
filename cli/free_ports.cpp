#include "cli/free_ports.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace waarmerk::cli {
namespace {

constexpr std::uint16_t port_least = 20'000;
constexpr std::uint16_t port_most = 29'999;
constexpr int tries_max = 200;

/// Whether a socket can be bound to the address; yes where this machine has no such kind of
/// address.
template <class Address>
bool can_bind(int family, const Address& address) {
  const int probe = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (probe < 0) return true;
  const int yes = 1;
  setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  const bool bound = bind(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  const bool absent = !bound && errno == EADDRNOTAVAIL;
  close(probe);
  return bound || absent;
}

bool is_free(std::uint16_t port) {
  sockaddr_in four{};
  four.sin_family = AF_INET;
  four.sin_port = htons(port);
  four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  six.sin6_port = htons(port);
  six.sin6_addr = in6addr_loopback;
  return can_bind(AF_INET, four) && can_bind(AF_INET6, six);
}

}  // namespace

Result<std::vector<std::uint16_t>> find_free_ports(std::size_t count, Random& random) {
  for (int i = 0; i < tries_max; ++i) {
    const auto choices = static_cast<std::uint64_t>(port_most - port_least + 2) - count;
    const auto first = port_least + draw_below(random, choices);
    std::vector<std::uint16_t> ports;
    for (std::size_t next = 0; next < count; ++next) {
      ports.push_back(static_cast<std::uint16_t>(first + next));
    }
    if (std::ranges::all_of(ports, is_free)) return ports;
  }
  return fail(no_free_port, "No free ports were found on this machine.");
}

}  // namespace waarmerk::cli
