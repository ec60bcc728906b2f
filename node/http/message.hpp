// Request and Response: HTTP's words, without a socket.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/error.hpp"
#include "node/task/socket.hpp"

namespace waarmerk::node::http {

/// Names compare without case (RFC 9110 5.1).
class Headers {
 public:
  std::optional<std::string_view> find(std::string_view name) const;
  /// Replaces what `name` was, or adds it.
  void set(std::string_view name, std::string value);
  /// Adds a line, also where `name` is there already (`find` gives the first).
  void add(std::string_view name, std::string value);
  std::size_t count(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return all_; }

 private:
  std::vector<std::pair<std::string, std::string>> all_;
};

struct Request {
  std::string method;
  std::string target;  ///< as it came: path and query, percent-encoded
  Headers headers;
  std::string body;
  std::string remote_address;  ///< of the peer, or of the client that a trusted proxy names
  bool from_loopback = false;

  std::string_view path() const;   ///< encoded, without the query
  std::string_view query() const;  ///< encoded, without `?`
};

/// What is said over a socket, until it ends; on the strand of the connection.
using Conversation = std::function<Task<void>(Socket&)>;

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  /// Said in place of `body`, where many are given the same and it is large.
  std::shared_ptr<const std::string> shared_body = {};
  std::string route = {};           ///< the pattern that answered, for logs and metrics; never sent
  std::optional<Error> fault = {};  ///< what failed inside, for the log; never sent
  /// With status 101: what follows, in the protocol that the response's header names.
  Conversation conversation = {};

  /// The one of the two bodies that is sent.
  std::string_view content() const { return shared_body ? *shared_body : body; }
};

/// Compares ASCII text without case.
bool equal_without_case(std::string_view a, std::string_view b);

}  // namespace waarmerk::node::http
