#include "node/ops/metrics.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <variant>

namespace waarmerk::node::ops {
namespace {

constexpr std::array<double, 12> durations{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                           0.1,   0.25,   0.5,   1,    2.5,   10};

std::string print_number(double number) {
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return {text.data(), end};
}

/// Backslash, quote and newline are escaped in a label's value, the quote not in a help text.
std::string escape(std::string_view text, bool quote) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\n') {
      escaped += "\\n";
      continue;
    }
    if (c == '\\' || (quote && c == '"')) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

/// `{a="1",b="2"}`, or nothing.
std::string print_labels(const Labels& labels, std::string_view more = {}) {
  std::string text;
  for (const auto& [name, value] : labels) {
    text += (text.empty() ? "" : ",") + name + "=\"" + escape(value, true) + '"';
  }
  if (!more.empty()) text += (text.empty() ? "" : ",") + std::string(more);
  return text.empty() ? text : '{' + text + '}';
}

}  // namespace

std::span<const double> duration_bounds_s() { return durations; }

Histogram::Histogram(std::span<const double> bounds)
    : bounds_(bounds.begin(), bounds.end()), buckets_(bounds.size() + 1) {
  assert(std::ranges::is_sorted(bounds_));
}

void Histogram::observe(double value) {
  const auto bound = std::ranges::lower_bound(bounds_, value);
  const auto index = static_cast<std::size_t>(bound - bounds_.begin());
  buckets_[index].fetch_add(1, std::memory_order_relaxed);
  sum_.fetch_add(value, std::memory_order_relaxed);
}

struct Metrics::Family {
  using Any =
      std::variant<std::unique_ptr<Counter>, std::unique_ptr<Gauge>, std::unique_ptr<Histogram>>;
  std::string help;
  std::map<Labels, Any> members = {};
};

Metrics::Metrics() = default;
Metrics::~Metrics() = default;

template <class Metric, class... Arguments>
Metric& Metrics::find_or_make(MetricName name, Labels labels, const Arguments&... arguments) {
  const std::scoped_lock lock(mutex_);
  auto& family =
      families_.try_emplace(std::string(name.name), std::string(name.help)).first->second;
  if (!family.members.contains(labels) && family.members.size() + 1 >= label_sets_max) {
    for (auto& [label, value] : labels) value = "other";
  }
  auto member = family.members.find(labels);
  if (member == family.members.end()) {
    auto made = std::make_unique<Metric>(arguments...);
    member = family.members.emplace(std::move(labels), std::move(made)).first;
  }
  // Another kind under the same name is a broken promise, and throws where asserts are off.
  return *std::get<std::unique_ptr<Metric>>(member->second);
}

Counter& Metrics::counter(MetricName name, const Labels& labels) {
  return find_or_make<Counter>(name, labels);
}

Gauge& Metrics::gauge(MetricName name, const Labels& labels) {
  return find_or_make<Gauge>(name, labels);
}

Histogram& Metrics::histogram(MetricName name, std::span<const double> bounds,
                              const Labels& labels) {
  return find_or_make<Histogram>(name, labels, bounds);
}

std::string Metrics::print() const {
  struct Printer {
    std::string& text;
    const std::string& name;
    const Labels& labels;

    void line(std::string_view suffix, const std::string& label_text, const std::string& value) {
      text += name + std::string(suffix) + label_text + ' ' + value + '\n';
    }
    void operator()(const std::unique_ptr<Counter>& counter) {
      line("", print_labels(labels), std::to_string(counter->value()));
    }
    void operator()(const std::unique_ptr<Gauge>& gauge) {
      line("", print_labels(labels), std::to_string(gauge->value()));
    }
    void operator()(const std::unique_ptr<Histogram>& histogram) {
      std::uint64_t total = 0;
      for (std::size_t i = 0; i < histogram->buckets_.size(); ++i) {
        total += histogram->buckets_[i].load(std::memory_order_relaxed);
        const bool last = i == histogram->bounds_.size();
        const auto bound = last ? "+Inf" : print_number(histogram->bounds_[i]);
        line("_bucket", print_labels(labels, "le=\"" + bound + '"'), std::to_string(total));
      }
      line("_sum", print_labels(labels), print_number(histogram->sum_.load()));
      line("_count", print_labels(labels), std::to_string(total));
    }
  };
  static constexpr std::array<std::string_view, 3> kinds{"counter", "gauge", "histogram"};
  const std::scoped_lock lock(mutex_);
  std::string text;
  for (const auto& [name, family] : families_) {
    text += "# HELP " + name + ' ' + escape(family.help, false) + '\n';
    text +=
        "# TYPE " + name + ' ' + std::string(kinds[family.members.begin()->second.index()]) + '\n';
    for (const auto& [labels, member] : family.members) {
      std::visit(Printer{text, name, labels}, member);
    }
  }
  return text;
}

}  // namespace waarmerk::node::ops
