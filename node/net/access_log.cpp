#include "node/net/access_log.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace waarmerk::node::net {
namespace {

constexpr ops::MetricName requests{"waarmerk_http_requests_total", "Requests that ended."};
constexpr ops::MetricName durations{"waarmerk_http_request_seconds",
                                    "From a request's first byte to its response."};

/// A stranger may make up methods.
std::string known_method(const std::string& method) {
  constexpr std::array<std::string_view, 7> known{"GET",   "HEAD",   "POST",   "PUT",
                                                  "PATCH", "DELETE", "OPTIONS"};
  return std::ranges::find(known, method) == known.end() ? "other" : method;
}

std::string route_of(const RequestEnd& end) { return end.route.empty() ? "none" : end.route; }

void count(ops::Metrics& metrics, const RequestEnd& end) {
  metrics
      .counter(requests, {{"method", known_method(end.method)},
                          {"route", route_of(end)},
                          {"status", std::to_string(end.status)}})
      .add();
  metrics.histogram(durations, ops::duration_bounds_s(), {{"route", route_of(end)}})
      .observe(static_cast<double>(end.duration_us) / 1e6);
}

}  // namespace

std::function<void(const RequestEnd&)> access_log(ops::Log& log, ops::Metrics& metrics) {
  return [&log, &metrics](const RequestEnd& end) {
    count(metrics, end);
    if (end.fault) log.error("request_failed", *end.fault);
    if (!log.writes(ops::Level::info)) return;
    log.info("request", {{"method", std::string_view(end.method)},
                         {"path", std::string_view(end.path)},
                         {"route", std::string_view(end.route)},
                         {"status", static_cast<std::int64_t>(end.status)},
                         {"duration_us", end.duration_us},
                         {"bytes", static_cast<std::int64_t>(end.body_bytes)},
                         {"remote", std::string_view(end.remote_address)},
                         {"trace", std::string_view(end.trace_id)}});
  };
}

}  // namespace waarmerk::node::net
