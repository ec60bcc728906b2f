// Eight clients award at once: what the disk can sync decides how fast, since all share a sync.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {
namespace {

using std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr int clients = 8;
constexpr int awards_each = 40;
constexpr int syncs = 60;

/// How often a second 4 KiB can be written and synced in this folder.
double syncs_per_second(const std::filesystem::path& folder) {
  const auto path = folder / "sync";
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  REQUIRE(file >= 0);
  const std::array<char, 4096> block{};
  const auto began = steady_clock::now();
  bool written = true;
  for (int i = 0; i < syncs; ++i) {
    written = written && ::write(file, block.data(), block.size()) == 4096;
    written = written && ::fdatasync(file) == 0;
  }
  const Seconds took = steady_clock::now() - began;
  ::close(file);
  std::filesystem::remove(path);
  CHECK(written);
  return syncs / took.count();
}

TEST_CASE("eight clients that award at once share the syncs of the disk") {
  TrialNode library;
  const auto definition = library.define();
  library.award(definition);
  const double before = syncs_per_second(library.organisation.folder());

  std::atomic<int> awarded = 0;
  const auto began = steady_clock::now();
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < clients; ++i) {
      threads.emplace_back([&] {
        HttpCaller caller(library.organisation.port());
        for (int n = 0; n < awards_each; ++n) {
          const auto answer = caller.post("/v1/badges", award_body(definition), library.token());
          awarded += answer.status == 201 ? 1 : 0;
        }
      });
    }
  }
  const Seconds took = steady_clock::now() - began;
  const double after = syncs_per_second(library.organisation.folder());

  CHECK(awarded == clients * awards_each);
  const double rate = awarded / took.count();
  const double disk = (before + after) / 2;
  MESSAGE(static_cast<int>(rate) << " awards a second by " << clients << " clients; the disk syncs "
                                 << static_cast<int>(disk) << " times a second: a ratio of "
                                 << rate / disk);
}

}  // namespace
}  // namespace waarmerk::tests
