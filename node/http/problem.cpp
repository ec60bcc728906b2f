#include "node/http/problem.hpp"

#include <array>
#include <string>
#include <utility>

#include "crypto/json/writer.hpp"

namespace waarmerk::node::http {
namespace {

constexpr std::array<std::pair<ErrorCode, int>, 6> own_statuses{{
    {method_not_allowed, 405},
    {body_too_large, 413},
    {unsupported_media_type, 415},
    {expectation_failed, 417},
    {header_too_large, 431},
    {malformed_request, 400},
}};

int status_of_kind(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid: return 400;
    case ErrorKind::unauthenticated: return 401;
    case ErrorKind::denied: return 403;
    case ErrorKind::missing: return 404;
    case ErrorKind::conflict: return 409;
    case ErrorKind::exhausted: return 429;
    case ErrorKind::internal: return 500;
    case ErrorKind::unavailable: return 503;
  }
  return 500;
}

std::string_view title_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid: return "The request is not what it must be.";
    case ErrorKind::unauthenticated: return "Say who you are.";
    case ErrorKind::denied: return "This is not allowed.";
    case ErrorKind::missing: return "There is no such thing.";
    case ErrorKind::conflict: return "It contradicts what is already so.";
    case ErrorKind::exhausted: return "A limit was reached; try again later.";
    case ErrorKind::internal: return "Something went wrong here.";
    case ErrorKind::unavailable: return "Something that is needed did not answer.";
  }
  return "";
}

}  // namespace

int status_of(const ErrorCode& code) {
  for (const auto& [own, status] : own_statuses) {
    if (own == code) return status;
  }
  return status_of_kind(code.kind);
}

Response problem(const Error& error, const ProblemOptions& options) {
  const int status = status_of(error.code);
  json::Writer body;
  body.begin_object()
      .member("type", "urn:waarmerk:error:" + std::string(error.code.name))
      .member("title", title_of(error.code.kind));
  body.name("status").integer(status);
  if (error.code.kind != ErrorKind::internal && !error.detail.empty()) {
    body.member("detail", error.detail);
  }
  body.member("code", error.code.name);
  if (!error.path.empty()) body.member("path", error.path);
  if (!options.elsewhere.empty()) {
    body.name("try").begin_array();
    for (const auto& endpoint : options.elsewhere) body.string(endpoint);
    body.end_array();
  }
  body.end_object();

  Response response{.status = status, .headers = {}, .body = body.take()};
  response.headers.set("Content-Type", "application/problem+json");
  if (error.code.kind == ErrorKind::internal) response.fault = error;
  if (options.retry_after_s) {
    response.headers.set("Retry-After", std::to_string(*options.retry_after_s));
  }
  // RFC 6750 3: a client learns that a bearer token would help, or that its own is too weak.
  if (status == 401) response.headers.set("WWW-Authenticate", "Bearer");
  return response;
}

}  // namespace waarmerk::node::http
