// The benchmarks' main: Google Benchmark's own table, then what each deed costs beside the bare
// signature of the same run, because a machine's speed changes and a ratio does not.
#define DOCTEST_CONFIG_IMPLEMENT
#include <benchmark/benchmark.h>
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

/// The median of a benchmark, or its only time.
struct Median {
  double ns = 0;
  std::map<std::string, double> counters = {};
};
using Medians = std::map<std::string, Median>;

/// Prints the usual table, and keeps the medians.
class MedianReporter final : public benchmark::ConsoleReporter {
 public:
  MedianReporter() : ConsoleReporter(isatty(STDOUT_FILENO) != 0 ? OO_ColorTabular : OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const auto& run : runs) {
      if (run.error_occurred) failed_ = true;
      const bool median = run.run_type == Run::RT_Aggregate && run.aggregate_name == "median";
      const bool only = run.run_type == Run::RT_Iteration && run.repetitions <= 1;
      if (!run.error_occurred && (median || only)) keep(run);
    }
    ConsoleReporter::ReportRuns(runs);
  }

  const Medians& medians() const { return medians_; }
  bool failed() const { return failed_; }

 private:
  void keep(const Run& run) {
    std::string name = run.run_name.function_name;
    if (!run.run_name.args.empty()) name += "/" + run.run_name.args;
    auto& kept = medians_[name];
    kept.ns = run.GetAdjustedCPUTime() * 1e9 / benchmark::GetTimeUnitMultiplier(run.time_unit);
    for (const auto& [counter, value] : run.counters) kept.counters[counter] = value.value;
  }

  Medians medians_;
  bool failed_ = false;
};

/// The algorithm that a deed is measured beside.
std::string_view curve_of(std::string_view name) {
  if (name.ends_with("-p384")) return "p384";
  return name.ends_with("es256") || name.contains("ecdsa") ? "p256" : "ed25519";
}

const Median* find(const Medians& medians, const std::string& name) {
  const auto found = medians.find(name);
  return found == medians.end() ? nullptr : &found->second;
}

/// Each check beside the bare check of its signature.
void print_checks(const Medians& medians) {
  std::printf("\nChecks, beside the bare check of the signature:\n");
  for (const auto& [name, median] : medians) {
    if (!name.starts_with("verify/")) continue;
    const auto raw = "raw/" + std::string(curve_of(name)) + "-verify";
    const auto* check = find(medians, raw);
    if (check == nullptr) continue;
    std::printf("%-36s %7.3f x %s\n", name.c_str(), median.ns / check->ns, raw.c_str());
  }
}

/// What each badge costs to make beyond its bare signature, in bare checks.
void print_issues(const Medians& medians) {
  std::printf("\nIssued, in bare checks beyond the bare signature:\n");
  for (const auto& [name, median] : medians) {
    if (!name.starts_with("issue/")) continue;
    const auto curve = std::string(curve_of(name));
    const auto* check = find(medians, "raw/" + curve + "-verify");
    const auto* sign = find(medians, "raw/" + curve + "-sign");
    if (check == nullptr || sign == nullptr) continue;
    std::printf("%-36s %7.3f (and %.3f x raw/%s-sign)\n", name.c_str(),
                (median.ns - sign->ns) / check->ns, median.ns / sign->ns, curve.c_str());
  }
}

double counter_of(const Median& median, const std::string& name) {
  const auto found = median.counters.find(name);
  return found == median.counters.end() ? 0 : found->second;
}

/// The client has part of the cores that the node is measured against. On a machine that has other
/// work too, only the ratio of the CPU times means much.
void print_http(const Medians& medians) {
  bool first = true;
  for (const auto& [name, median] : medians) {
    if (!name.starts_with("http/")) continue;
    if (std::exchange(first, false)) {
      std::printf("\nOver HTTP, beside what all cores do in the process:\n");
      std::printf("%-16s %9s %9s %9s %7s %22s %9s\n", "", "a second", "p50 us", "p99 us", "ratio",
                  "less the client's part", "CPU ratio");
    }
    const double node_us = counter_of(median, "node_cpu_us");
    std::printf("%-16s %9.0f %9.0f %9.0f %7.3f %22.3f %9.3f\n", name.c_str(),
                counter_of(median, "requests_per_s"), counter_of(median, "p50_us"),
                counter_of(median, "p99_us"), counter_of(median, "of_in_process"),
                counter_of(median, "of_rest"),
                node_us > 0 ? counter_of(median, "in_process_cpu_us") / node_us : 0);
  }
}

/// What each answer costs, also the slow ones, and beside a check of a signature.
void print_trust(const Medians& medians) {
  const auto* check = find(medians, "raw/ed25519-verify");
  bool first = true;
  for (const auto& [name, median] : medians) {
    if (!name.starts_with("trust/")) continue;
    if (std::exchange(first, false)) {
      std::printf("\nTrust, by organisations and bits, of the processor's time:\n");
      std::printf("%-36s %9s %9s %9s %12s %14s %14s\n", "", "p50 us", "p99 us", "max us",
                  "p99 / check", "bytes a bit", "p99 by clock");
    }
    const double p99 = counter_of(median, "p99_us");
    std::printf("%-36s %9.1f %9.1f %9.1f %12.2f %14.0f %14.1f\n", name.c_str(),
                counter_of(median, "p50_us"), p99, counter_of(median, "max_us"),
                check != nullptr ? 1e3 * p99 / check->ns : 0, counter_of(median, "bytes_per_bit"),
                counter_of(median, "clock_p99_us"));
  }
}

}  // namespace

int main(int argc, char** argv) {
  doctest::Context context;
  context.setAsDefaultForAssertsOutOfTestCases();  // of what tests and benchmarks share
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  MedianReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  benchmark::Shutdown();
  print_checks(reporter.medians());
  print_issues(reporter.medians());
  print_http(reporter.medians());
  print_trust(reporter.medians());
  return reporter.failed() ? 1 : 0;
}
