#include "tests/support/http_caller.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <utility>

#include "crypto/json/parse.hpp"

namespace waarmerk::tests {
namespace {

std::string lower(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return low;
}

std::size_t parse_size(std::string_view text) {
  std::size_t size = 0;
  std::from_chars(text.data(), text.data() + text.size(), size);
  return size;
}

/// Status line and header lines, without the empty line at their end.
Answer read_head(std::string_view head) {
  Answer answer;
  if (head.size() < 12 || !head.starts_with("HTTP/1.1 ")) return answer;
  answer.status = static_cast<int>(parse_size(head.substr(9, 3)));
  while (true) {
    const auto end = head.find("\r\n");
    if (end == std::string_view::npos) return answer;
    head.remove_prefix(end + 2);
    const auto line = head.substr(0, head.find("\r\n"));
    const auto colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    answer.headers[lower(line.substr(0, colon))] = std::string(line.substr(colon + 2));
  }
}

std::string print_call(const Call& call, std::uint16_t port) {
  std::string text = call.method + " " + call.target +
                     " HTTP/1.1\r\nHost: localhost:" + std::to_string(port) + "\r\n";
  if (!call.token.empty()) text += "Authorization: Bearer " + call.token + "\r\n";
  if (!call.body.empty() && !call.content_type.empty()) {
    text += "Content-Type: " + call.content_type + "\r\n";
  }
  for (const auto& line : call.more_headers) text += line + "\r\n";
  if (!call.body.empty() || call.method == "POST") {
    text += "Content-Length: " + std::to_string(call.body.size()) + "\r\n";
  }
  return text + "\r\n" + call.body;
}

}  // namespace

std::optional<json::Value> value_at(json::Value value, std::string_view path) {
  while (!path.empty()) {
    const auto dot = path.find('.');
    const auto found = value.find(path.substr(0, dot));
    if (!found) return std::nullopt;
    value = *found;
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return value;
}

std::string Answer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

json::Document Answer::json() const {
  auto document = json::parse(body, {.bytes_max = 32 << 20, .depth_max = 64});
  REQUIRE_MESSAGE(document, "no JSON in an answer with status " << status << ": " << body);
  return *std::move(document);
}

std::string Answer::text(std::string_view path) const {
  const auto document = json::parse(body);
  const auto value = document ? value_at(document->root(), path) : std::nullopt;
  return std::string(value ? value->string().value_or("") : "");
}

std::optional<bool> Answer::flag(std::string_view path) const {
  const auto document = json::parse(body);
  const auto value = document ? value_at(document->root(), path) : std::nullopt;
  return value ? value->boolean() : std::nullopt;
}

std::string Answer::raw_last(std::string_view name) const {
  const std::string mark = "\"" + std::string(name) + "\":";
  const auto at = body.find(mark);
  if (at == std::string::npos || !body.ends_with('}')) return {};
  const auto from = at + mark.size();
  return body.substr(from, body.size() - 1 - from);
}

HttpCaller::~HttpCaller() { hang_up(); }

void HttpCaller::hang_up() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  got_.clear();
}

/// Whether the server has closed the connection since its last answer.
bool HttpCaller::is_closed() const {
  char next = 0;
  const auto size = ::recv(socket_, &next, 1, MSG_PEEK | MSG_DONTWAIT);
  return size == 0 || (size < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
}

bool HttpCaller::connect() {
  if (socket_ >= 0 && is_closed()) hang_up();
  if (socket_ >= 0) return true;
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port_);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{.tv_sec = patience_s, .tv_usec = 0};
  const int on = 1;
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) return true;
  hang_up();
  return false;
}

bool HttpCaller::send_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool HttpCaller::read_some() {
  std::array<char, 16384> block;
  const auto size = ::recv(socket_, block.data(), block.size(), 0);
  if (size <= 0) return false;
  got_.append(block.data(), static_cast<std::size_t>(size));
  return true;
}

Answer HttpCaller::read_answer(bool has_body) {
  std::size_t end = 0;
  while ((end = got_.find("\r\n\r\n")) == std::string::npos) {
    if (!read_some()) return {};
  }
  auto answer = read_head(std::string_view(got_).substr(0, end));
  got_.erase(0, end + 4);
  const bool bodiless = !has_body || answer.status == 204 || answer.status == 304;
  const auto size = bodiless ? 0 : parse_size(answer.header("content-length"));
  while (got_.size() < size) {
    if (!read_some()) return {};
  }
  answer.body = got_.substr(0, size);
  got_.erase(0, size);
  return answer;
}

Answer HttpCaller::send(const Call& call) {
  if (!connect()) return {};
  // A server may answer and close before it has read all, so a failed send is no reason not to
  // read.
  (void)send_all(print_call(call, port_));
  auto answer = read_answer(call.method != "HEAD");
  if (answer.status == 0 || lower(answer.header("connection")) == "close") hang_up();
  return answer;
}

Answer HttpCaller::get(std::string target, std::string token) {
  return send({.target = std::move(target), .token = std::move(token)});
}

Answer HttpCaller::post(std::string target, std::string body, std::string token) {
  return send({.method = "POST",
               .target = std::move(target),
               .body = std::move(body),
               .token = std::move(token)});
}

}  // namespace waarmerk::tests
