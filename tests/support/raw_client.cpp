#include "tests/support/raw_client.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <charconv>

namespace waarmerk::tests {

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{.tv_sec = 5, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  (void)::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to);
}

RawClient::~RawClient() { ::close(socket_); }

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::end_sending() { ::shutdown(socket_, SHUT_WR); }

bool RawClient::read_some() {
  std::array<char, 16384> block;
  const auto size = ::recv(socket_, block.data(), block.size(), 0);
  if (size <= 0) return false;
  got_.append(block.data(), static_cast<std::size_t>(size));
  return true;
}

std::string RawClient::read_all() {
  while (read_some()) {
  }
  return std::move(got_);
}

std::string RawClient::read_until(std::string_view text) {
  while (!got_.contains(text) && read_some()) {
  }
  const auto at = got_.find(text);
  const auto size = at == std::string::npos ? got_.size() : at + text.size();
  auto head = got_.substr(0, size);
  got_.erase(0, size);
  return head;
}

std::string RawClient::read_response() {
  auto response = read_until("\r\n\r\n");
  constexpr std::string_view name = "Content-Length: ";
  const auto at = response.find(name);
  if (at == std::string::npos) return response;
  std::size_t size = 0;
  std::from_chars(response.data() + at + name.size(), response.data() + response.size(), size);
  while (got_.size() < size && read_some()) {
  }
  response += got_.substr(0, size);
  got_.erase(0, size);
  return response;
}

std::string exchange(std::uint16_t port, std::string_view bytes) {
  RawClient client(port);
  client.send(bytes);
  return client.read_all();
}

std::string get(std::uint16_t port, std::string_view target) {
  return tests::exchange(port, "GET " + std::string(target) +
                                   " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
}

}  // namespace waarmerk::tests
