// What systemd is told.
#include "node/ops/notify.hpp"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>

#include "tests/support/temporary_folder.hpp"

using namespace waarmerk::node::ops;

namespace {

class Listener {
 public:
  explicit Listener(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_DGRAM, 0)) {
    sockaddr_un here{};
    here.sun_family = AF_UNIX;
    std::ranges::copy(path, here.sun_path);
    ::bind(socket_, reinterpret_cast<const sockaddr*>(&here), sizeof here);
  }
  ~Listener() { ::close(socket_); }

  std::string hear() const {
    std::array<char, 256> text;
    const auto size = ::recv(socket_, text.data(), text.size(), MSG_DONTWAIT);
    return size < 0 ? std::string() : std::string(text.data(), static_cast<std::size_t>(size));
  }

 private:
  int socket_;
};

}  // namespace

TEST_CASE("systemd hears how the node is") {
  const waarmerk::tests::TemporaryFolder folder;
  const auto path = (folder / "notify").string();
  const Listener listener(path);
  const Notifier notifier(Environment{{"NOTIFY_SOCKET", path}});
  CHECK(notifier.ready());
  CHECK(listener.hear() == "READY=1");
  CHECK(notifier.stopping());
  CHECK(listener.hear() == "STOPPING=1");
  CHECK(notifier.reloading(12));
  CHECK(listener.hear() == "RELOADING=1\nMONOTONIC_USEC=12");
  CHECK(notifier.status("Serving."));
  CHECK(listener.hear() == "STATUS=Serving.");
}

TEST_CASE("where nobody listens nothing is said") {
  CHECK_FALSE(Notifier(Environment{}).ready());
  CHECK_FALSE(Notifier(std::string("relative")).ready());
  CHECK_FALSE(Notifier(std::string("/nowhere/at/all")).ready());
  CHECK_FALSE(Notifier("/" + std::string(200, 'x')).ready());
}

TEST_CASE("a status is one line") {
  const waarmerk::tests::TemporaryFolder folder;
  const auto path = (folder / "notify").string();
  const Listener listener(path);
  CHECK_FALSE(Notifier(path).status("a\nREADY=1"));
  CHECK(listener.hear().empty());
}
