// How soon a node is ready, and how much memory it takes while nothing happens.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <thread>

#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {
namespace {

TEST_CASE("a node comes up, idles small, stops when told and comes up again") {
  TrialNode library;
  const auto first = library.process.ready_after();
  CHECK(library.caller.get("/healthz").status == 200);
  CHECK(library.process.stop() == 0);

  auto best = std::chrono::milliseconds::max();
  for (int round = 0; round < 3; ++round) {
    library.process.start();
    best = std::min(best, library.process.ready_after());
    if (round < 2) CHECK(library.process.stop() == 0);
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  const auto resident = library.process.resident_kib();
  CHECK(resident > 0);
  MESSAGE("ready after " << first.count() << " ms at first, " << best.count()
                         << " ms at best (aim: 200 ms); idle in " << resident / 1024
                         << " MiB (aim: 64 MiB)");
}

TEST_CASE("a node runs on what the command line made, and issues at once") {
  TrialNode library({.made_by = MadeBy::command_line});
  const auto badge = library.award(library.define());
  CHECK(library.verdict_code(badge.credential) == "badge.genuine");
  CHECK(library.caller.get("/.well-known/did.json").text("id") == library.organisation.did());
  MESSAGE("with an operator's passphrase ready after "
          << library.process.ready_after().count() << " ms, in "
          << library.process.resident_kib() / 1024 << " MiB");
}

TEST_CASE("a node refuses a folder that another one runs on") {
  TrialNode library;
  {
    NodeProcess second(library.organisation, NodeProcess::Await::nothing);
    // RocksDB's lock, or the port: either way it ends by itself.
    for (int i = 0; i < 4000 && second.is_running(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    CHECK_FALSE(second.is_running());
    CHECK(second.log().contains("storage.locked"));
  }
  CHECK(library.caller.get("/readyz").status == 200);
}

}  // namespace
}  // namespace waarmerk::tests
