#include "node/witnessing.hpp"

#include <doctest/doctest.h>

#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node {
TEST_CASE("a node that is asked to is a witness, and goes on as another after a restore") {
  tests::TestNode home{"library.example"};
  tests::TemporaryFolder folder;
  auto vault = storage::KeyVault::create(folder.path() / "keys.vault",
                                         SecretBytes(to_bytes(bytes_of("a passphrase for a test"))),
                                         storage::vault_cost_min, home.random);
  REQUIRE(vault);
  const auto started = [&](const std::optional<feed::InstanceLock>& instance) {
    Witnessing witnessing;
    if (instance) REQUIRE(witnessing.take_key(*vault, *instance, home.random, home.clock.now()));
    REQUIRE(witnessing.start(home.ports, {}, [] { return std::vector<std::string>(); }));
    return witnessing.role() != nullptr ? witnessing.role()->self().text() : std::string();
  };
  const feed::InstanceLock same{Bytes{1}, Bytes{1}, true};
  const feed::InstanceLock restored{Bytes{1}, Bytes{2}, true};
  CHECK(started(std::nullopt).empty());
  const auto first = started(feed::InstanceLock{});
  CHECK(first.starts_with("did:key:z6Mk"));
  CHECK(started(same) == first);
  const auto second = started(restored);
  CHECK(second != first);
  CHECK(started(same) == second);
}

}  // namespace waarmerk::node
