#include "node/http/dress.hpp"

namespace waarmerk::node::http {

bool asks_for_page(const Request& request) {
  return request.headers.find("Accept").value_or("").contains("text/html");
}

Request without_body(const Request& request) {
  Request head;
  head.method = request.method;
  head.target = request.target;
  head.headers = request.headers;
  head.remote_address = request.remote_address;
  head.from_loopback = request.from_loopback;
  return head;
}

bool is_problem(const Response& response) {
  return response.headers.find("Content-Type") == "application/problem+json";
}

}  // namespace waarmerk::node::http
