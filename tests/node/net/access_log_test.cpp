// A request's end in the log and in the metrics.
#include "node/net/access_log.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/fixed_clock.hpp"

using namespace waarmerk;
using namespace waarmerk::node;

TEST_CASE("a request's end is one line and two metrics") {
  const tests::FixedClock clock;
  std::string text;
  ops::Log log(clock, ops::Level::info, [&](std::string_view line) { text += line; });
  ops::Metrics metrics;
  const auto on_end = net::access_log(log, metrics);
  net::RequestEnd end;
  end.method = "GET";
  end.path = "/v1/badges/7";
  end.route = "/v1/badges/{id}";
  end.status = 200;
  end.duration_us = 1500;
  on_end(end);
  CHECK(text.contains("\"path\":\"/v1/badges/7\""));
  CHECK(text.contains("\"duration_us\":1500"));
  const auto printed = metrics.print();
  CHECK(
      printed.contains("waarmerk_http_requests_total{method=\"GET\",route=\"/v1/badges/{id}\","
                       "status=\"200\"} 1"));
  CHECK(printed.contains("waarmerk_http_request_seconds_sum{route=\"/v1/badges/{id}\"} 0.0015"));
}

TEST_CASE("what failed inside is in the log, where the caller is told only its code") {
  const tests::FixedClock clock;
  std::string text;
  ops::Log log(clock, ops::Level::error, [&](std::string_view line) { text += line; });
  ops::Metrics metrics;
  const auto on_end = net::access_log(log, metrics);
  net::RequestEnd end;
  end.status = 500;
  end.fault = Error{{"test.broken", ErrorKind::internal}, "The third row is torn."};
  on_end(end);
  CHECK(text.contains("test.broken"));
  CHECK(text.contains("The third row is torn."));
}

TEST_CASE("a made-up method and a path without a route make no new metric") {
  const tests::FixedClock clock;
  ops::Log log(clock, ops::Level::error, [](std::string_view) {});
  ops::Metrics metrics;
  const auto on_end = net::access_log(log, metrics);
  for (int i = 0; i < 10; ++i) {
    net::RequestEnd end;
    end.method = "M" + std::to_string(i);
    end.path = "/" + std::to_string(i);
    end.status = 404;
    on_end(end);
  }
  CHECK(metrics.print().contains("{method=\"other\",route=\"none\",status=\"404\"} 10"));
}
