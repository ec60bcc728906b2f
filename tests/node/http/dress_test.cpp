#include "node/http/dress.hpp"

#include <doctest/doctest.h>

#include "node/http/json_body.hpp"
#include "node/http/problem.hpp"

namespace waarmerk::node::http {

TEST_CASE("a browser that shows an address names HTML, and a script or a program does not") {
  Request request;
  request.method = "GET";
  request.target = "/x";
  request.body = "secret";
  CHECK_FALSE(asks_for_page(request));
  request.headers.set("Accept", "*/*");
  CHECK_FALSE(asks_for_page(request));
  request.headers.set("Accept", "application/json");
  CHECK_FALSE(asks_for_page(request));
  request.headers.set("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
  CHECK(asks_for_page(request));
  CHECK(asks_for_page(without_body(request)));
  CHECK(without_body(request).target == "/x");
  CHECK(without_body(request).body.empty());
}

TEST_CASE("a problem document is told by its type") {
  CHECK(is_problem(problem({no_such_route, "There is nothing at this path."})));
  CHECK_FALSE(is_problem(json_response(200, "{}")));
}

}  // namespace waarmerk::node::http
