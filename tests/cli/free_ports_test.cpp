#include "cli/free_ports.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/seeded_random.hpp"

namespace waarmerk::cli {
namespace {

/// Somebody else who listens on a port of this machine.
class Neighbour {
 public:
  explicit Neighbour(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const auto* plain = reinterpret_cast<const sockaddr*>(&address);
    REQUIRE(bind(socket_, plain, sizeof address) == 0);
    REQUIRE(listen(socket_, 1) == 0);
  }
  ~Neighbour() { close(socket_); }
  Neighbour(const Neighbour&) = delete;
  Neighbour& operator=(const Neighbour&) = delete;

 private:
  int socket_;
};

}  // namespace

TEST_CASE("free ports are neighbours below those that the system gives away") {
  tests::SeededRandom random(1);
  const auto ports = find_free_ports(3, random);
  REQUIRE(ports);
  REQUIRE(ports->size() == 3);
  CHECK((*ports)[1] == (*ports)[0] + 1);
  CHECK((*ports)[2] == (*ports)[0] + 2);
  CHECK((*ports)[0] >= 20'000);
  CHECK((*ports)[2] < 30'000);
}

TEST_CASE("a port on which somebody listens is not free") {
  tests::SeededRandom random(2);
  const auto before = find_free_ports(2, random);
  REQUIRE(before);
  const Neighbour neighbour((*before)[1]);
  tests::SeededRandom same(2);
  const auto after = find_free_ports(2, same);
  REQUIRE(after);
  CHECK((*after)[0] != (*before)[1]);
  CHECK((*after)[1] != (*before)[1]);
}

}  // namespace waarmerk::cli
