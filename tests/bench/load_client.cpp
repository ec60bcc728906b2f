#include "tests/bench/load_client.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <optional>

namespace waarmerk::bench {
namespace {

constexpr int patience_ms = 10'000;

std::int64_t now_ns() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
}

/// How long the response is with its head; nothing while the head is not whole.
std::optional<std::size_t> response_size(std::string_view got) {
  const auto head = got.find("\r\n\r\n");
  if (head == got.npos) return std::nullopt;
  constexpr std::string_view name = "Content-Length: ";
  const auto at = got.substr(0, head).find(name);
  std::size_t body = 0;
  if (at != got.npos) {
    std::from_chars(got.data() + at + name.size(), got.data() + head, body);
  }
  return head + 4 + body;
}

}  // namespace

std::string post_request(std::string_view path, std::string_view token, std::string_view json) {
  std::string text = "POST ";
  text.append(path).append(" HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n");
  if (!token.empty()) text.append("Authorization: Bearer ").append(token).append("\r\n");
  text.append("Content-Length: ").append(std::to_string(json.size())).append("\r\n\r\n");
  return text.append(json);
}

LoadClient::LoadClient(std::uint16_t port, std::size_t connections, std::string_view request)
    : port_(port), request_(request), poll_(::epoll_create1(EPOLL_CLOEXEC)) {
  connections_.resize(connections);
  for (auto& connection : connections_) broken_ = broken_ || !open(connection);
}

void LoadClient::drain() {
  draining_ = true;
  while (under_way_ > 0 && await_one()) {
  }
}

bool LoadClient::resume() {
  draining_ = false;
  for (auto& connection : connections_) broken_ = broken_ || !send(connection);
  return !broken_;
}

LoadClient::~LoadClient() {
  drain();
  for (const auto& connection : connections_) {
    if (connection.socket >= 0) ::close(connection.socket);
  }
  ::close(poll_);
}

bool LoadClient::open(Connection& connection) {
  if (connection.socket >= 0) ::close(connection.socket);
  connection.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port_);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(connection.socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
    return false;
  }
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = static_cast<std::uint64_t>(&connection - connections_.data());
  ::epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket, &event);
  return send(connection);
}

bool LoadClient::send(Connection& connection) {
  if (draining_) return true;
  connection.got.clear();
  connection.sent_ns = now_ns();
  std::string_view rest = request_;
  while (!rest.empty()) {
    const auto sent = ::send(connection.socket, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  ++under_way_;
  return true;
}

bool LoadClient::receive(Connection& connection) {
  std::array<char, 16384> block;
  const auto size = ::recv(connection.socket, block.data(), block.size(), 0);
  if (size <= 0) {
    broken_ = true;
    return false;
  }
  connection.got.append(block.data(), static_cast<std::size_t>(size));
  const auto whole = response_size(connection.got);
  return whole && connection.got.size() >= *whole;
}

bool LoadClient::finish(Connection& connection) {
  --under_way_;
  took_ns_.push_back(now_ns() - connection.sent_ns);
  const bool success = connection.got.starts_with("HTTP/1.1 20");
  const bool ended = connection.got.contains("Connection: close");
  if (!success) failure_ = connection.got;
  return success && (ended ? open(connection) : send(connection));
}

bool LoadClient::await_one() {
  while (!broken_) {
    if (ready_.empty()) {
      std::array<epoll_event, 64> events;
      const int count = ::epoll_wait(poll_, events.data(), events.size(), patience_ms);
      if (count <= 0) return false;
      for (int i = count; i > 0; --i) {
        ready_.push_back(events[static_cast<std::size_t>(i - 1)].data.u64);
      }
    }
    Connection& connection = connections_[ready_.back()];
    ready_.pop_back();
    if (receive(connection)) return finish(connection);
  }
  return false;
}

}  // namespace waarmerk::bench
