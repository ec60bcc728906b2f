#include "node/seeking.hpp"

#include <doctest/doctest.h>

#include "tests/support/lane.hpp"

namespace waarmerk::node {
namespace {

using tests::House;

class NoNames final : public fetch::TxtRecords {
 public:
  Task<Result<std::vector<std::string>>> find_txt(std::string /*name*/) override {
    co_return std::vector<std::string>();
  }
};

/// A newcomer that knows nobody, and a library that it may find.
struct Lonely : tests::Lane {
  explicit Lonely(std::vector<std::string> seeds) {
    open(library);
    open(newcomer);
    newcomer.dialler.answer = [this](Socket& socket) { return library.mesh->converse(socket); };
    seeking.emplace(Seeking::Ways{newcomer.node.ports, *newcomer.exchange, *newcomer.mesh, log},
                    std::move(seeds), did::ResolutionOptions{}, std::make_unique<NoNames>());
  }

  void look() {
    auto task = [](Seeking& by) -> Task<bool> {
      co_await by.look();
      co_return true;
    };
    REQUIRE(run(task(*seeking)));
    pass(3 * second_ms);
  }

  House& library = add("library.example");
  House& newcomer = add("newcomer.example");
  std::string logged;
  ops::Log log{newcomer.node.clock, ops::Level::info,
               [this](std::string_view line) { logged += line; }};
  std::optional<Seeking> seeking;
};

}  // namespace

TEST_CASE("who is alone finds a seed, and links with its node") {
  Lonely scene({"nobody.example", "library.example"});
  scene.look();
  CHECK(scene.logged.empty());  // whom it remembers would answer first
  scene.look();
  CHECK(scene.logged.contains("seed_not_found"));
  CHECK(scene.newcomer.mesh->links() == 0);
  scene.look();
  CHECK(scene.logged.contains("seed_found"));
  CHECK(scene.newcomer.mesh->links() == 1);
  const auto asked = scene.newcomer.node.fetcher.asked().size();
  for (int i = 0; i < 3; ++i) scene.look();
  CHECK(scene.newcomer.node.fetcher.asked().size() == asked);
}

TEST_CASE("who lists no seeds asks nobody, however alone") {
  Lonely scene({});
  for (int i = 0; i < 3; ++i) scene.look();
  CHECK(scene.newcomer.node.fetcher.asked().empty());
}

TEST_CASE("a node is alone where no link stands and no peer answers") {
  std::vector<actions::PeerState> peers(2);
  CHECK(is_alone({}, 0));
  CHECK_FALSE(is_alone({}, 1));
  CHECK(is_alone(peers, 0));
  peers[1].report.last_ok = UnixTime{1};
  CHECK_FALSE(is_alone(peers, 0));
  peers[1].report.failures = 1;
  CHECK(is_alone(peers, 0));
}

}  // namespace waarmerk::node
