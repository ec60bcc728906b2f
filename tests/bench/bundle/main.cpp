// The bundle of ten thousand issuers, made and read in: ./run bundle prints its size and times.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "node/actions/change_status.hpp"
#include "node/actions/held_evidence.hpp"
#include "node/actions/issuer_papers.hpp"
#include "node/actions/keep_current.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/kit/bundle.hpp"
#include "node/records/families.hpp"
#include "storage/rocks_store.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_node.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::tests {
namespace {

namespace actions = node::actions;

constexpr int awarded = 6;
constexpr int revoked = 5;
constexpr int days = 7;
constexpr std::size_t verified_each = 100;
constexpr std::uint64_t bytes_an_issuer_max = 6'000;  // 60 MB for 10,000

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// What is left of an issuer whose node is gone again.
struct Issued {
  node::kit::Kit kit;
  std::string badge;
};

/// A week in the life of an issuer: badges, revocations, and a heartbeat a day.
Issued live(std::uint64_t number, UnixTime& end) {
  TestNode library("library-" + std::to_string(number) + ".example", number, NodeMethod::webvh);
  const auto achievement = library.define("Taalmaatje");
  std::string badge;
  for (int i = 0; i < awarded; ++i) {
    const auto one = library.award(achievement);
    badge = one.text();
    if (i >= revoked) continue;
    REQUIRE(run_task(actions::change_status(library.ports, {.badge_id = id_of(one)})));
  }
  for (int day = 0; day < days; ++day) {
    library.clock.advance(day_ms - hour_ms);
    REQUIRE(run_task(actions::keep_current(library.ports)));
  }
  end = library.clock.now();
  const auto papers =
      actions::make_papers(library.memory.store, library.memory.records.feeds, library.self.feed);
  REQUIRE(papers);
  REQUIRE(*papers);
  return {**papers, badge};
}

/// One witness saw them all.
void add_proofs(std::vector<Issued>& issuers, UnixTime now) {
  WitnessDesk desk;
  for (const auto& one : issuers) REQUIRE(desk.witness.see(one.kit.headers.back(), now));
  const auto snapshot = desk.publish(now);
  for (auto& one : issuers) {
    one.kit.proofs.push_back(*desk.witness.prove(one.kit.headers.back().feed, snapshot));
  }
}

std::uint64_t write_bundle(const std::vector<Issued>& issuers, const std::filesystem::path& path) {
  std::ofstream file(path, std::ios::binary);
  node::kit::BundleWriter writer;
  const auto say = [&](const Bytes& bytes) {
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
  };
  for (const auto& one : issuers) say(*writer.add(node::kit::write_kit(one.kit)));
  say(writer.end());
  file.close();
  REQUIRE(file);
  return std::filesystem::file_size(path);
}

std::size_t read_bundle(const std::filesystem::path& path, storage::Store& store, UnixTime now) {
  std::ifstream file(path, std::ios::binary);
  node::kit::BundleReader reader;
  actions::PapersReader papers(store, now);
  std::string part(256 << 10, '\0');
  std::size_t taken = 0;
  while (file) {
    file.read(part.data(), static_cast<std::streamsize>(part.size()));
    const auto count = static_cast<std::size_t>(file.gcount());
    const auto kits = reader.take(bytes_of(std::string_view(part).substr(0, count)));
    REQUIRE(kits);
    for (const auto& kit : *kits) {
      REQUIRE(papers.read(kit));
      ++taken;
    }
  }
  REQUIRE(reader.end());
  REQUIRE(papers.finish());
  return taken;
}

/// By what the store holds, on a machine that reaches nobody.
std::size_t verify_some(const std::vector<Issued>& issuers, storage::Store& store, UnixTime now) {
  TestNode machine("machine.example", 1);
  machine.clock.set(now);
  storage::Journal journal(store);
  auto records = node::records::Records::load(store, journal);
  REQUIRE(records);
  const actions::Ports ports{machine.clock, machine.random,    machine.self,
                             *records,      machine.publisher, machine.fetcher};
  actions::HeldEvidence held(ports, {});
  std::size_t genuine = 0;
  for (std::size_t i = 0; i < issuers.size(); i += verified_each) {
    node::credential::Verification verification(issuers[i].badge, {.now = now});
    const auto verdict =
        run_task(actions::verify_badge(std::move(verification), held, machine.clock));
    if (verdict.code() == "badge.genuine" && !verdict.phoned_home) ++genuine;
  }
  return genuine;
}

/// Whether all of them came back, and all badges were genuine, in no more bytes than the aim.
bool measure(std::size_t count) {
  std::vector<Issued> issuers;
  UnixTime now;
  auto start = Clock::now();
  std::size_t headers = 0;
  for (std::size_t i = 1; i <= count; ++i) {
    issuers.push_back(live(i, now));
    headers += issuers.back().kit.headers.size();
  }
  add_proofs(issuers, now);
  fmt::print("{} issuers lived a week each in {:.1f} s; {:.1f} entries of each in the bundle\n",
             count, seconds_since(start),
             static_cast<double>(headers) / static_cast<double>(count));
  const TemporaryFolder folder;
  start = Clock::now();
  const auto bytes = write_bundle(issuers, folder / "issuers.bundle");
  fmt::print("bundle {:.2f} MB, {} bytes an issuer, packed in {:.1f} s (aim: 60 MB for 10,000)\n",
             static_cast<double>(bytes) / 1e6, bytes / count, seconds_since(start));
  const std::vector<std::string> families(node::records::family_names.begin(),
                                          node::records::family_names.end());
  auto store = storage::RocksStore::open(folder / "data", families);
  REQUIRE(store);
  start = Clock::now();
  const auto taken = read_bundle(folder / "issuers.bundle", **store, now + minute_ms);
  fmt::print("import of {} in {:.1f} s (aim: 60 s for 10,000)\n", taken, seconds_since(start));
  start = Clock::now();
  const auto genuine = verify_some(issuers, **store, now + minute_ms);
  const auto looked_at = (count + verified_each - 1) / verified_each;
  fmt::print("{} of {} badges genuine without a network, in {:.2f} s\n", genuine, looked_at,
             seconds_since(start));
  return taken == count && genuine == looked_at && bytes / count <= bytes_an_issuer_max;
}

}  // namespace
}  // namespace waarmerk::tests

int main(int count, char** words) {
  doctest::Context context;
  context.setAsDefaultForAssertsOutOfTestCases();
  const auto issuers = count > 1 ? std::strtoull(words[1], nullptr, 10) : 10'000;
  return issuers > 0 && waarmerk::tests::measure(issuers) ? EXIT_SUCCESS : EXIT_FAILURE;
}
