#include "node/task/mailbox.hpp"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

#include "tests/support/run_task.hpp"

namespace waarmerk::node {
namespace {

Task<std::vector<int>> take_all(Mailbox<int>& mailbox) {
  std::vector<int> all;
  while (const auto one = co_await mailbox.take()) all.push_back(*one);
  co_return all;
}

}  // namespace

TEST_CASE("what was put in before it was closed is taken out in order, and then nothing") {
  Mailbox<int> mailbox;
  for (int i = 0; i < 3; ++i) CHECK(mailbox.put(i));
  mailbox.close();
  CHECK_FALSE(mailbox.put(3));
  CHECK(tests::run_task(take_all(mailbox)) == std::vector{0, 1, 2});
}

TEST_CASE("who waits gets what another thread puts in") {
  Mailbox<int> mailbox;
  std::jthread writer([&mailbox] {
    for (int i = 0; i < 1000; ++i) mailbox.put(i);
    mailbox.close();
  });
  const auto all = tests::run_task(take_all(mailbox));
  REQUIRE(all.size() == 1000);
  for (int i = 0; i < 1000; ++i) CHECK(all[static_cast<std::size_t>(i)] == i);
}

}  // namespace waarmerk::node
