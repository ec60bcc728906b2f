// DnsServer: a name server on loopback that answers each question with the same records.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <string>
#include <thread>
#include <utility>

#include "tests/support/dns_message.hpp"

namespace waarmerk::tests {

class DnsServer {
 public:
  /// `answer` for its flags and records; id and name are those of the question.
  explicit DnsServer(DnsMessage answer)
      : answer_(std::move(answer)), socket_(::socket(AF_INET, SOCK_DGRAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    socklen_t size = sizeof address;
    REQUIRE(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~DnsServer() {
    is_over_ = true;
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  DnsServer(const DnsServer&) = delete;
  DnsServer& operator=(const DnsServer&) = delete;

  std::uint16_t port() const { return port_; }
  int asked() const { return asked_; }
  /// The last question, without its header.
  std::string question() const { return question_; }

 private:
  void serve() {
    constexpr std::size_t header = 12;
    std::array<std::uint8_t, 512> question{};
    while (!is_over_) {
      timeval wait{.tv_sec = 0, .tv_usec = 50'000};
      ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
      sockaddr_in from{};
      socklen_t size = sizeof from;
      const auto got = ::recvfrom(socket_, question.data(), question.size(), 0,
                                  reinterpret_cast<sockaddr*>(&from), &size);
      if (got <= static_cast<ssize_t>(header)) continue;
      ++asked_;
      auto told = answer_;
      told.id = static_cast<std::uint16_t>(question[0] << 8 | question[1]);
      told.name.clear();
      for (auto at = header; at < question.size() && question[at] != 0; at += question[at] + 1U) {
        if (!told.name.empty()) told.name += '.';
        told.name.append(reinterpret_cast<const char*>(&question[at + 1]), question[at]);
      }
      question_ = told.name;
      const auto bytes = told.bytes();
      ::sendto(socket_, bytes.data(), bytes.size(), 0, reinterpret_cast<sockaddr*>(&from), size);
    }
  }

  DnsMessage answer_;
  int socket_;
  std::uint16_t port_ = 0;
  std::atomic<bool> is_over_ = false;
  std::atomic<int> asked_ = 0;
  std::string question_;  // read once the answer came
  std::thread thread_;
};

}  // namespace waarmerk::tests
