// HttpCaller: plain HTTP/1.1 to a node on this machine, blocking, over one connection kept alive.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/json/document.hpp"

namespace waarmerk::tests {

/// What came back. Status 0 where nothing whole did.
struct Answer {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< by their names in lower case
  std::string body;

  std::string header(const std::string& name) const;
  /// The body as JSON, which it must be.
  json::Document json() const;
  /// The string at a path such as `verdict.status.word`; empty where there is none.
  std::string text(std::string_view path) const;
  std::optional<bool> flag(std::string_view path) const;
  /// The JSON text of the body's last member, to the byte: `name` must be its name.
  std::string raw_last(std::string_view name) const;
};

struct Call {
  std::string method = "GET";
  std::string target = "/";
  std::string body = {};
  std::string token = {};
  std::string content_type = "application/json";
  std::vector<std::string> more_headers = {};  ///< whole lines
};

/// The value at a dotted path, or nothing.
std::optional<json::Value> value_at(json::Value value, std::string_view path);

/// Never sends a request twice: where the connection breaks, the answer has status 0.
class HttpCaller {
 public:
  static constexpr int patience_s = 60;  // a slow machine under a sanitizer

  explicit HttpCaller(std::uint16_t port) : port_(port) {}
  ~HttpCaller();
  HttpCaller(const HttpCaller&) = delete;
  HttpCaller& operator=(const HttpCaller&) = delete;

  Answer send(const Call& call);
  Answer get(std::string target, std::string token = {});
  Answer post(std::string target, std::string body, std::string token = {});

 private:
  bool connect();
  bool is_closed() const;
  void hang_up();
  bool send_all(std::string_view bytes);
  bool read_some();
  Answer read_answer(bool has_body);

  std::uint16_t port_;
  int socket_ = -1;
  std::string got_;
};

}  // namespace waarmerk::tests
