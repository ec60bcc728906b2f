// Router: method and path to a handler, by one table that can be listed.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/http/dress.hpp"
#include "node/http/message.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::http {

/// The values of a pattern's `{names}`, percent-decoded.
class Parameters {
 public:
  /// Empty where the pattern has no such name, which is an assert in a debug build.
  const std::string& operator[](std::string_view name) const;
  void add(std::string_view name, std::string value) { all_.emplace_back(name, std::move(value)); }

 private:
  std::vector<std::pair<std::string, std::string>> all_;
};

using RouteHandler = std::function<Task<Response>(Request, Parameters)>;

/// `{.method = "GET", .pattern = "/v1/badges/{id}", .handler = …}`: a segment is literal or one
/// whole `{name}`, which matches any one segment that is not empty.
struct Route {
  std::string method;
  std::string pattern;
  RouteHandler handler;
};

/// A literal segment goes before a `{name}`, from left to right. HEAD is answered by GET's route.
/// OPTIONS and a method that a path does not have are answered with `Allow`.
class Router {
 public:
  /// The routes are ours, so a malformed or doubled pattern is an assert.
  /// What `dress` makes of a problem is answered to who asks for a page; without one the problem.
  explicit Router(std::vector<Route> routes, Dress dress = {});

  /// Answers a problem document where no route fits: http.no_such_route, http.method_not_allowed
  /// or http.bad_target.
  Task<Response> handle(Request request) const;

  /// What stands in the table, in the order in which it is tried.
  const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Match;
  Result<Match> match(const Request& request) const;
  Task<Response> answer(Request request) const;

  std::vector<Route> routes_;
  Dress dress_;
};

}  // namespace waarmerk::node::http
