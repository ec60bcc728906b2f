// Metrics as Prometheus reads them.
#include "node/ops/metrics.hpp"

#include <doctest/doctest.h>

#include <array>
#include <thread>

using namespace waarmerk::node::ops;

TEST_CASE("metrics are printed by name, with help and kind") {
  Metrics metrics;
  metrics.counter({"b_total", "How often \\ and\nwhen."}, {{"route", "a\"b\\c\n"}}).add(3);
  metrics.gauge({"a_now", "Now."}).set(-2);
  CHECK(metrics.print() ==
        "# HELP a_now Now.\n# TYPE a_now gauge\na_now -2\n"
        "# HELP b_total How often \\\\ and\\nwhen.\n# TYPE b_total counter\n"
        "b_total{route=\"a\\\"b\\\\c\\n\"} 3\n");
}

TEST_CASE("a histogram counts what is at most each bound") {
  Metrics metrics;
  constexpr std::array bounds{0.5, 1.0};
  auto& histogram = metrics.histogram({"seconds", "Time."}, bounds, {{"a", "b"}});
  for (const double value : {0.25, 0.5, 0.75, 2.0}) histogram.observe(value);
  CHECK(metrics.print() ==
        "# HELP seconds Time.\n# TYPE seconds histogram\n"
        "seconds_bucket{a=\"b\",le=\"0.5\"} 2\nseconds_bucket{a=\"b\",le=\"1\"} 3\n"
        "seconds_bucket{a=\"b\",le=\"+Inf\"} 4\nseconds_sum{a=\"b\"} 3.5\n"
        "seconds_count{a=\"b\"} 4\n");
}

TEST_CASE("the same name and labels are the same metric") {
  Metrics metrics;
  auto& first = metrics.counter({"x_total", "X."}, {{"a", "1"}});
  CHECK(&first == &metrics.counter({"x_total", "X."}, {{"a", "1"}}));
  CHECK(&first != &metrics.counter({"x_total", "X."}, {{"a", "2"}}));
  auto& gauge = metrics.gauge({"g", "G."}, {{"a", "2"}});
  CHECK(&gauge != &metrics.gauge({"g", "G."}, {{"a", "1"}}));
}

TEST_CASE("the number of label sets is bounded") {
  Metrics metrics;
  for (int i = 0; i < 1000; ++i) {
    metrics.counter({"x_total", "X."}, {{"path", std::to_string(i)}}).add();
  }
  const auto text = metrics.print();
  CHECK(text.contains("x_total{path=\"0\"} 1\n"));
  CHECK_FALSE(text.contains("{path=\"999\"}"));
  CHECK(text.contains("x_total{path=\"other\"} 745\n"));
}

TEST_CASE("threads may count together") {
  Metrics metrics;
  const auto count = [&metrics] {
    for (int i = 0; i < 1000; ++i) {
      metrics.counter({"x_total", "X."}).add();
      metrics.histogram({"y", "Y."}, duration_bounds_s()).observe(1);
    }
  };
  std::thread other(count);
  count();
  other.join();
  CHECK(metrics.counter({"x_total", "X."}).value() == 2000);
  CHECK(metrics.print().contains("y_sum 2000\n"));
}
