#include "node/net/response_head.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>
#include <cstddef>
#include <ostream>
#include <string_view>
#include <utility>

#include "node/http/date.hpp"
#include "node/http/problem.hpp"

namespace waarmerk::node::net {
namespace {

constexpr std::size_t usual_bytes = 512;

constexpr std::array<std::string_view, 7> framing{
    "Connection", "Content-Length", "Date", "Keep-Alive", "Server", "Transfer-Encoding", "Upgrade"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> defaults{{
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Cache-Control", "no-store"},
}};

bool is_framing(std::string_view name) {
  return std::ranges::any_of(framing,
                             [&](auto word) { return http::equal_without_case(word, name); });
}

bool is_token(std::string_view name) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::ranges::all_of(name, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.contains(c);
  });
}

bool is_one_line(std::string_view value) {
  return std::ranges::none_of(value, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

bool is_sound(const http::Response& response) {
  return response.status >= 200 && response.status <= 599 &&
         std::ranges::all_of(response.headers.all(), [](const auto& line) {
           return is_token(line.first) && is_one_line(line.second);
         });
}

void add_line(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

bool may_have_body(int status) { return status != 204 && status != 304; }

std::string print_head(http::Response& response, const HeadOptions& options) {
  if (!is_sound(response)) {
    auto route = std::move(response.route);
    response = http::problem({http::handler_failed, "A response was malformed."});
    response.route = std::move(route);
  }
  const auto reason =
      boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(response.status));
  std::string head;
  head.reserve(usual_bytes);
  head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(1, ' ');
  head.append(reason.data(), reason.size()).append("\r\n");
  for (const auto& [name, value] : response.headers.all()) {
    if (!is_framing(name)) add_line(head, name, value);
  }
  for (const auto& [name, value] : defaults) {
    if (!response.headers.find(name)) add_line(head, name, value);
  }
  add_line(head, "Server", "waarmerk");
  add_line(head, "Date", http::print_http_date(options.now));
  if (may_have_body(response.status)) {
    add_line(head, "Content-Length", std::to_string(response.content().size()));
  }
  add_line(head, "Connection", options.keep_alive ? "keep-alive" : "close");
  head.append("\r\n");
  return head;
}

}  // namespace waarmerk::node::net
