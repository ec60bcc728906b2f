// Two organisations, each with a running node: the one recognises the other, which sees it on the
// feed, and sees it end.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "cli/child_process.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "storage/durable_file.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {
namespace {

/// What the program says to who types `words` on the machine of `node`.
std::string typed(const TrialNode& node, std::vector<std::string> words) {
  const auto token = node.organisation.folder() / "typed.token";
  REQUIRE(storage::save_private_file(token, bytes_of(node.token())));
  words.insert(words.end(), {"--json", "--config", node.organisation.config().string(),
                             "--token-file", token.string()});
  auto child = cli::ChildProcess::start({.program = WAARMERK,
                                         .words = std::move(words),
                                         .folder = node.organisation.folder(),
                                         .environment = {"PATH=/usr/bin:/bin"}});
  REQUIRE(child);
  REQUIRE(eventually([&] { return !child->is_running(); }));
  REQUIRE_MESSAGE(child->exit_code() == 0, child->err());
  return child->out();
}

/// The member of the newest bit that `side` has.
std::string newest(TrialNode& node, std::string_view side, std::string_view member) {
  const auto bits = json::parse(node.caller.get("/v1/trust/bits", node.token()).body);
  REQUIRE(bits);
  for (const json::Value bit : bits->root().find(side)->elements()) {
    return std::string(bit.find(member)->string().value_or(""));
  }
  return "";
}

}  // namespace

TEST_CASE("who is recognised hears of it by the feed, and hears when it is taken back") {
  TrialNode town({.name = "Gemeente"});
  TrialNode library({.name = "Bibliotheek", .peers = {town.organisation.url()}});
  const auto answer = json::parse(typed(town, {"org", "recognise", library.organisation.did(),
                                               "--any", "--comment", "Partner since 2024"}));
  REQUIRE(answer);
  const auto credential = json::print(*answer->root().find("credential"));
  REQUIRE(library.catches_up_with(town));
  CHECK(newest(library, "received", "truster") == town.organisation.did());
  CHECK(newest(library, "received", "state") == "stands");
  CHECK(newest(library, "received", "comment") == "Partner since 2024");
  CHECK(library.verdict_code(credential) == "badge.genuine");

  typed(town, {"org", "withdraw", library.organisation.did(), "--reason", "They moved"});
  REQUIRE(library.catches_up_with(town));
  CHECK(newest(library, "received", "state") == "ended");
  CHECK(newest(library, "received", "reason") == "They moved");
  CHECK(library.verdict_code(credential) == "badge.revoked");

  CHECK(town.process.stop() == 0);
  town.process.start();
  CHECK(newest(town, "given", "state") == "ended");
}

TEST_CASE("a link brings two organisations to recognise each other") {
  TrialNode town({.name = "Gemeente"});
  TrialNode library({.name = "Bibliotheek"});
  const auto made = json::parse(typed(town, {"org", "invite", library.organisation.did(),
                                             "--achievement-type", "Badge", "--amount", "60"}));
  REQUIRE(made);
  const std::string link(*made->root().find("link")->string());
  typed(library, {"org", "accept", link});
  CHECK(newest(library, "given", "state") == "stands");
  // The town is a peer of the library's since it accepted. The library is nobody's, and its answer
  // comes by the link that it made.
  REQUIRE(town.catches_up_with(library));
  REQUIRE(eventually([&] { return newest(town, "given", "state") == "stands"; }));
  REQUIRE(library.catches_up_with(town));
  for (auto* node : {&town, &library}) {
    const auto bits = node->caller.get("/v1/trust/bits", node->token()).body;
    CAPTURE(bits);
    CHECK(bits.contains(R"("mutual":true)"));
    CHECK_FALSE(bits.contains(R"("mutual":false)"));
  }
  CHECK(town.caller.get("/v1/peers", town.token()).body.contains(R"("peers":[])"));
  CHECK(newest(town, "given", "name") == "Gemeente recognises Bibliotheek");
  CHECK(newest(library, "given", "name") == "Bibliotheek recognises Gemeente");
  CHECK(newest(town, "given", "relation") == newest(library, "given", "relation"));
}

}  // namespace waarmerk::tests
