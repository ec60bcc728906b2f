// The benchmarks' main: Google Benchmark's own table, then what each deed costs beside the bare
// signature of the same run, because a machine's speed changes and a ratio does not.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// Prints the usual table, and keeps the median of each benchmark, or its only time.
class MedianReporter final : public benchmark::ConsoleReporter {
 public:
  MedianReporter() : ConsoleReporter(isatty(STDOUT_FILENO) != 0 ? OO_ColorTabular : OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const auto& run : runs) {
      if (run.error_occurred) continue;
      const bool median = run.run_type == Run::RT_Aggregate && run.aggregate_name == "median";
      const bool only = run.run_type == Run::RT_Iteration && run.repetitions <= 1;
      if (median || only) ns_[run.run_name.function_name] = cpu_ns(run);
    }
    ConsoleReporter::ReportRuns(runs);
  }

  const std::map<std::string, double>& ns() const { return ns_; }

 private:
  static double cpu_ns(const Run& run) {
    return run.GetAdjustedCPUTime() * 1e9 / benchmark::GetTimeUnitMultiplier(run.time_unit);
  }

  std::map<std::string, double> ns_;
};

/// What is signed with P-256 is measured beside P-256.
bool is_p256(std::string_view name) { return name.ends_with("es256") || name.contains("ecdsa"); }

void print_ratios(const std::map<std::string, double>& ns, std::string_view deed,
                  const std::string& raw) {
  const auto base = ns.find(raw);
  if (base == ns.end()) return;
  for (const auto& [name, time] : ns)
    if (name.starts_with(deed) && is_p256(name) == raw.starts_with("raw/p256"))
      std::printf("%-40s %8.3f x %s\n", name.c_str(), time / base->second, raw.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  MedianReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  benchmark::Shutdown();
  std::printf("\nBeside the bare signature (medians of this run):\n");
  print_ratios(reporter.ns(), "verify/", "raw/ed25519-verify");
  print_ratios(reporter.ns(), "issue/", "raw/ed25519-sign");
  print_ratios(reporter.ns(), "verify/", "raw/p256-verify");
  print_ratios(reporter.ns(), "issue/", "raw/p256-sign");
  return 0;
}
