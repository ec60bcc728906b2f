// Metrics: counters, gauges and histograms, as Prometheus reads them (text format 0.0.4).
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waarmerk::node::ops {

/// Only grows.
class Counter {
 public:
  void add(std::uint64_t amount = 1) { value_.fetch_add(amount, std::memory_order_relaxed); }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

class Gauge {
 public:
  void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
  void add(std::int64_t amount) { value_.fetch_add(amount, std::memory_order_relaxed); }
  std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_ = 0;
};

/// How often something was at most so much.
class Histogram {
 public:
  /// `bounds` rise, and are the same for all of one name.
  explicit Histogram(std::span<const double> bounds);
  void observe(double value);

 private:
  friend class Metrics;
  std::vector<double> bounds_;
  std::vector<std::atomic<std::uint64_t>> buckets_;  // each for itself; the last for what is above
  std::atomic<double> sum_ = 0;
};

/// From a millisecond to ten seconds.
std::span<const double> duration_bounds_s();

using Labels = std::vector<std::pair<std::string, std::string>>;

/// What a metric is called, and what it tells: `waarmerk_http_requests_total`.
struct MetricName {
  std::string_view name;
  std::string_view help;
};

inline constexpr std::size_t label_sets_max = 256;

/// Safe to share between threads. What is given out lives as long as the Metrics. A name has one
/// kind and at most `label_sets_max` sets of labels: the next ones share a set whose values are
/// `other`, so that a stranger cannot fill the memory.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  Counter& counter(MetricName name, const Labels& labels = {});
  Gauge& gauge(MetricName name, const Labels& labels = {});
  Histogram& histogram(MetricName name, std::span<const double> bounds, const Labels& labels = {});

  /// All of it, sorted by name, as `text/plain; version=0.0.4`.
  std::string print() const;

 private:
  struct Family;
  template <class Metric, class... Arguments>
  Metric& find_or_make(MetricName name, Labels labels, const Arguments&... arguments);

  mutable std::mutex mutex_;
  std::map<std::string, Family, std::less<>> families_;
};

}  // namespace waarmerk::node::ops
