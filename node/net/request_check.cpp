#include "node/net/request_check.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "node/http/problem.hpp"

namespace waarmerk::node::net {
namespace {

using http::malformed_request;

/// Two ways to say where the body ends are how requests are smuggled (RFC 9112 6.3).
Result<void> check_framing(const http::Headers& headers, int minor_version) {
  const auto lengths = headers.count("Content-Length");
  const auto encodings = headers.count("Transfer-Encoding");
  if (lengths + encodings > 1) {
    return fail(malformed_request, "The length of the body is said more than once.");
  }
  const auto length = headers.find("Content-Length");
  if (length && (length->empty() || length->find_first_not_of("0123456789") != length->npos)) {
    return fail(malformed_request, "Content-Length must be one decimal number.");
  }
  if (encodings == 0) return {};
  if (minor_version == 0 ||
      !http::equal_without_case(*headers.find("Transfer-Encoding"), "chunked")) {
    return fail(malformed_request, "The only transfer encoding is chunked, in HTTP/1.1.");
  }
  return {};
}

bool is_host(std::string_view host) {
  constexpr std::string_view marks = "-._~:[]%";
  return host.size() <= 512 && std::ranges::all_of(host, [&](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  marks.contains(c);
         });
}

Result<void> check_host(const http::Headers& headers, int minor_version) {
  const auto count = headers.count("Host");
  if (count > 1 || (count == 0 && minor_version == 1)) {
    return fail(malformed_request, "A request names its host once.");
  }
  if (count == 1 && !is_host(*headers.find("Host"))) {
    return fail(malformed_request, "The Host header is malformed.");
  }
  return {};
}

/// `http://host/path` becomes `/path`, and its host goes before the header (RFC 9112 3.2.2).
Result<void> take_absolute_form(http::Request& request) {
  const std::string_view target = request.target;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!http::equal_without_case(target.substr(0, scheme.size()), scheme)) continue;
    const auto start = std::min(target.find_first_of("/?", scheme.size()), target.size());
    const std::string host(target.substr(scheme.size(), start - scheme.size()));
    if (host.empty() || !is_host(host)) return fail(malformed_request, "The target is malformed.");
    std::string path(target.substr(start));
    if (!path.starts_with('/')) path.insert(0, 1, '/');
    request.headers.set("Host", host);
    request.target = std::move(path);
    return {};
  }
  return {};
}

Result<void> check_target(http::Request& request) {
  const bool printable =
      std::ranges::all_of(request.target, [](char c) { return c > ' ' && c <= '~' && c != '#'; });
  if (!printable) return fail(malformed_request, "The target must be percent-encoded ASCII.");
  TRY_OK(take_absolute_form(request));
  const bool asterisk = request.target == "*" && request.method == "OPTIONS";
  if (!request.target.starts_with('/') && !asterisk) {
    return fail(malformed_request, "The target must be a path.");
  }
  return {};
}

}  // namespace

Result<void> check_request(http::Request& request, const CheckOptions& options) {
  if (request.headers.all().size() > options.header_lines_max) {
    return fail(http::header_too_large, "The header has too many lines.");
  }
  TRY_OK(check_framing(request.headers, options.minor_version));
  TRY_OK(check_host(request.headers, options.minor_version));
  const auto expectation = request.headers.find("Expect");
  if (expectation && !http::equal_without_case(*expectation, "100-continue")) {
    return fail(http::expectation_failed, "The only expectation met is 100-continue.");
  }
  return check_target(request);
}

std::string trace_id(const http::Headers& headers) {
  constexpr std::size_t size = 55;  // version, trace id, parent id, flags
  const auto parent = headers.find("traceparent");
  if (!parent || parent->size() < size || !parent->starts_with("00-")) return {};
  const auto id = parent->substr(3, 32);
  const bool hex = id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  const bool zero = id.find_first_not_of('0') == std::string_view::npos;
  return hex && !zero && (*parent)[35] == '-' ? std::string(id) : std::string();
}

}  // namespace waarmerk::node::net
