#include "tests/support/network_namespace.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace waarmerk::tests {
namespace {

constexpr std::uint32_t network = 0x0a4d0000;  // 10.77.0.0
constexpr std::uint32_t netmask = 0xffffff00;
constexpr const char* card_name = "wire";

Descriptor present_namespace() {
  return Descriptor(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC));
}

ifreq request_for(const char* name) {
  ifreq request{};
  std::strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  return request;
}

bool bring_up(int control, const char* name) {
  auto request = request_for(name);
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  return ::ioctl(control, SIOCSIFFLAGS, &request) == 0;
}

bool give_address(int control, const char* name, unsigned long what, std::uint32_t address) {
  auto request = request_for(name);
  sockaddr_in value{};
  value.sin_family = AF_INET;
  value.sin_addr.s_addr = htonl(address);
  std::memcpy(&request.ifr_addr, &value, sizeof value);
  return ::ioctl(control, what, &request) == 0;
}

/// In the namespace where the thread is.
Descriptor open_card(std::uint8_t host) {
  Descriptor card(::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC));
  auto request = request_for(card_name);
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  const Descriptor control(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  const bool ready = card.number() >= 0 && ::ioctl(card.number(), TUNSETIFF, &request) == 0 &&
                     bring_up(control.number(), "lo") &&
                     give_address(control.number(), card_name, SIOCSIFADDR, network | host) &&
                     give_address(control.number(), card_name, SIOCSIFNETMASK, netmask) &&
                     bring_up(control.number(), card_name);
  return ready ? std::move(card) : Descriptor();
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Descriptor::Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

NetworkNamespace::NetworkNamespace(Descriptor space, Descriptor card)
    : space_(std::move(space)), card_(std::move(card)) {}

std::expected<NetworkNamespace, std::string> NetworkNamespace::make_empty() {
  const auto before = present_namespace();
  if (::unshare(CLONE_NEWNET) != 0) {
    return std::unexpected(std::string("no network namespaces: ") + std::strerror(errno));
  }
  auto space = present_namespace();
  if (::setns(before.number(), CLONE_NEWNET) != 0) return std::unexpected("no way back");
  return NetworkNamespace(std::move(space), Descriptor());
}

std::expected<NetworkNamespace, std::string> NetworkNamespace::make(std::uint8_t host) {
  auto made = make_empty();
  if (!made) return made;
  const Inside here(*made);
  made->card_ = open_card(host);
  if (made->card_.number() >= 0) return made;
  return std::unexpected(std::string("no card in a namespace: ") + std::strerror(errno));
}

Inside::Inside(const NetworkNamespace& space) : before_(present_namespace()) {
  ::setns(space.space_.number(), CLONE_NEWNET);
}

Inside::~Inside() { ::setns(before_.number(), CLONE_NEWNET); }

}  // namespace waarmerk::tests
