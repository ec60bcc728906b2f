#include "node/ops/notify.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace waarmerk::node::ops {

Notifier::Notifier(const Environment& environment) {
  const auto found =
      std::ranges::find(environment, "NOTIFY_SOCKET", &std::pair<std::string, std::string>::first);
  if (found != environment.end()) socket_ = found->second;
}

bool Notifier::ready() const { return send("READY=1"); }

bool Notifier::stopping() const { return send("STOPPING=1"); }

bool Notifier::reloading(std::int64_t monotonic_us) const {
  return send("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(monotonic_us));
}

bool Notifier::status(std::string_view line) const {
  if (line.contains('\n')) return false;
  return send("STATUS=" + std::string(line));
}

bool Notifier::send(std::string_view state) const {
  sockaddr_un to{};
  to.sun_family = AF_UNIX;
  if (socket_.size() < 2 || socket_.size() >= sizeof to.sun_path) return false;
  if (socket_[0] != '/' && socket_[0] != '@') return false;
  std::ranges::copy(socket_, to.sun_path);
  if (socket_[0] == '@') to.sun_path[0] = '\0';  // the abstract namespace
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return false;
  const auto sent = ::sendto(descriptor, state.data(), state.size(), MSG_NOSIGNAL,
                             reinterpret_cast<const sockaddr*>(&to), size);
  ::close(descriptor);
  return sent == static_cast<ssize_t>(state.size());
}

}  // namespace waarmerk::node::ops
