// Looking up hosts by a deadline.
#include "node/net/lookup.hpp"

#include <doctest/doctest.h>

#include <future>

#include "tests/support/run_task.hpp"

using namespace waarmerk;
using namespace waarmerk::node;

namespace {

auto within_ms(int ms) { return std::chrono::steady_clock::now() + std::chrono::milliseconds(ms); }

}  // namespace

TEST_CASE("a host has the addresses that the resolver gives") {
  net::Lookup lookup(
      [](const std::string& host) { return Result<std::vector<std::string>>({host + "!"}); });
  const auto found = tests::run_task(lookup.find("library.example", within_ms(5000)));
  REQUIRE(found);
  CHECK(*found == std::vector<std::string>{"library.example!"});
}

TEST_CASE("a resolver that does not answer is not waited for") {
  std::promise<void> answered;
  net::Lookup lookup([&](const std::string&) {
    answered.get_future().wait();
    return Result<std::vector<std::string>>(std::vector<std::string>{});
  });
  const auto found = tests::run_task(lookup.find("library.example", within_ms(20)));
  answered.set_value();
  REQUIRE_FALSE(found);
  CHECK(found.error().code == net::lookup_timeout);
}

TEST_CASE("the system finds localhost") {
  net::Lookup lookup;
  const auto found = tests::run_task(lookup.find("localhost", within_ms(5000)));
  REQUIRE(found);
  CHECK_FALSE(found->empty());
}
