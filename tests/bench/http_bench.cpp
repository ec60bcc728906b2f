// What a node does over HTTP on loopback, beside what the same cores do of the same in the process.
//
// The client shares those cores with the node. So two ratios are told: of all that the cores do in
// the process, and of what is left of them when the time of the client, which the kernel counts for
// its thread alone, is taken off.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/issuance.hpp"
#include "node/credential/verification.hpp"
#include "tests/bench/badge.hpp"
#include "tests/bench/load_client.hpp"
#include "tests/bench/loaded_node.hpp"

namespace waarmerk::bench {
namespace {

namespace credential = node::credential;

constexpr std::size_t warm_up_requests = 256;
constexpr std::chrono::milliseconds in_process_time{100};

LoadedNode& the_node() {
  static LoadedNode node;
  return node;
}

double seconds_of(int whose) {
  rusage usage{};
  ::getrusage(whose, &usage);
  const auto of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

double elapsed_s(std::chrono::steady_clock::time_point since) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

struct InProcess {
  double per_s = 0;   ///< of all cores together
  double cpu_us = 0;  ///< of one
};

InProcess measure_in_process(const std::function<void()>& deed) {
  std::atomic<std::size_t> done{0};
  std::atomic<std::int64_t> cpu_ns{0};
  const auto begin = std::chrono::steady_clock::now();
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i) {
      threads.emplace_back([&] {
        while (std::chrono::steady_clock::now() - begin < in_process_time) {
          deed();
          ++done;
        }
        cpu_ns += static_cast<std::int64_t>(seconds_of(RUSAGE_THREAD) * 1e9);
      });
    }
  }
  const auto count = static_cast<double>(done);
  return {.per_s = count / elapsed_s(begin), .cpu_us = static_cast<double>(cpu_ns) / 1e3 / count};
}

double percentile_us(std::vector<std::int64_t> took_ns, double share) {
  const auto place = static_cast<std::ptrdiff_t>(share * static_cast<double>(took_ns.size() - 1));
  std::ranges::nth_element(took_ns, took_ns.begin() + place);
  return static_cast<double>(took_ns[static_cast<std::size_t>(place)]) / 1e3;
}

void give_up(benchmark::State& state, const LoadClient& client) {
  const std::string why = "the node answers with no success: " + client.failure();
  state.SkipWithError(why.c_str());
}

/// One turn is one request; `state.range(0)` connections have one under way each.
void load(benchmark::State& state, const std::string& request, const std::function<void()>& deed) {
  const SilentLog silence;
  const double cores = std::thread::hardware_concurrency();
  LoadClient client(the_node().port(), static_cast<std::size_t>(state.range(0)), request);
  for (std::size_t i = 0; i < warm_up_requests; ++i) {
    if (!client.await_one()) return give_up(state, client);
  }
  client.drain();  // a request under way would wait for what is measured in between
  const InProcess before = measure_in_process(deed);
  client.forget();
  if (!client.resume()) return give_up(state, client);
  const double all_before = seconds_of(RUSAGE_SELF), client_before = seconds_of(RUSAGE_THREAD);
  const auto begin = std::chrono::steady_clock::now();
  for (auto _ : state) {
    if (!client.await_one()) give_up(state, client);
  }
  const double wall = elapsed_s(begin);
  const double client_s = seconds_of(RUSAGE_THREAD) - client_before;
  const double node_s = seconds_of(RUSAGE_SELF) - all_before - client_s;
  client.drain();
  const InProcess after = measure_in_process(deed);
  const double in_process = (before.per_s + after.per_s) / 2;
  const double in_process_us = (before.cpu_us + after.cpu_us) / 2;
  const auto requests = static_cast<double>(state.iterations());
  const double rate = requests / wall;
  state.counters["requests_per_s"] = rate;
  state.counters["p50_us"] = percentile_us(client.took_ns(), 0.5);
  state.counters["p99_us"] = percentile_us(client.took_ns(), 0.99);
  state.counters["node_cpu_us"] = node_s / requests * 1e6;
  state.counters["client_cpu_us"] = client_s / requests * 1e6;
  state.counters["in_process_per_s"] = in_process;
  state.counters["in_process_cpu_us"] = in_process_us;
  state.counters["of_in_process"] = rate / in_process;
  state.counters["of_rest"] = rate / (in_process * (1 - client_s / (wall * cores)));
}

/// A badge of somebody else, who has a did:key: nothing has to be asked of anybody.
void verify(benchmark::State& state) {
  const auto file = signed_badge();
  const auto request =
      post_request("/credentials/verify", {}, "{\"verifiableCredential\":" + file + "}");
  load(state, request, [&file] {
    const credential::Verification verification(file, {.now = now});
    benchmark::DoNotOptimize(verification.outcome().outcome);
  });
}

/// The badge of open_badge.hpp as a client gives it, who leaves to the node what is the node's.
std::string unsigned_badge(const std::string& issuer) {
  const auto whole = credential::write_badge(make_badge(*make_issuer())).value();
  json::Writer writer;
  writer.begin_object();
  for (const json::Member member : whole.root().members()) {
    if (member.name == "id") continue;
    writer.name(member.name);
    if (member.name == "issuer") {
      writer.string(issuer);
    } else {
      writer.value(member.value);
    }
  }
  return writer.end_object().take();
}

/// Each of them is on the disk before the answer goes out.
void issue(benchmark::State& state) {
  const auto badge = unsigned_badge(the_node().did());
  const auto request =
      post_request("/credentials/issue", the_node().token(), "{\"credential\":" + badge + "}");
  const auto issuer = make_issuer();
  const auto client = json::parse(badge).value();
  const auto securing = securing_of(*issuer);
  load(state, request, [&] {
    const auto unsecured = credential::prepare_credential(
        client, {.issuer = the_node().did(),
                 .id = "urn:uuid:0b6d2f0e-7a52-4a6c-9f7b-8f3a6a1b8a11",
                 .valid_from = now});
    benchmark::DoNotOptimize(credential::secure(*unsecured, securing, *issuer));
  });
}

BENCHMARK(verify)->Name("http/verify")->Arg(1)->Arg(16)->Arg(64)->UseRealTime();
BENCHMARK(issue)->Name("http/issue")->Arg(1)->Arg(16)->Arg(64)->UseRealTime();

}  // namespace
}  // namespace waarmerk::bench
