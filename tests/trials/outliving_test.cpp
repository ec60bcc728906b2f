// A badge outlives its issuer: its node is killed, its files are deleted, and who has its name now
// runs a node there, with keys, a history, lists and a feed of his own.
#include <doctest/doctest.h>

#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/child_process.hpp"
#include "crypto/json/parse.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/network_namespace.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {
namespace {

/// What the program said.
struct Told {
  int exit = -1;
  std::string out;

  std::string text(std::string_view path) const {
    const auto document = json::parse(out.substr(0, out.find('\n')));
    REQUIRE_MESSAGE(document, out);
    const auto found = value_at(document->root(), path);
    return found && found->string() ? std::string(*found->string()) : std::string();
  }
};

/// A machine with nothing on it but the files that it is given: no node, no configuration.
struct FreshMachine {
  void keep(const std::string& name, std::string_view text) const {
    std::ofstream file(folder / name, std::ios::binary);
    file << text;
    REQUIRE(file.good());
  }
  Told verify(std::vector<std::string> words) const {
    words.insert(words.begin(), {"badge", "verify", "--json"});
    auto child = cli::ChildProcess::start(
        {.program = WAARMERK,
         .words = std::move(words),
         .folder = folder.path(),
         .environment = {"HOME=" + folder.path().string(), "PATH=/usr/bin:/bin"}});
    REQUIRE(child);
    REQUIRE(eventually([&] { return !child->is_running(); }));
    CAPTURE(child->err());
    return {child->exit_code().value_or(-1), child->out()};
  }

  TemporaryFolder folder;
};

std::string url_of(const TrialNode& node) { return node.organisation.url(); }

/// A library whose feed a school keeps, and an employer who asks only the school.
struct Estate {
  Estate() {
    const auto definition = library.define();
    kept = library.award(definition);
    lost = library.award(definition);
    library.change(lost, "revoke");
    feed = library.feed();
    REQUIRE(school.catches_up_with(library));
    REQUIRE(employer.catches_up_with(library));
    const auto made =
        employer.caller.post("/v1/kits", verify_body(kept.credential), employer.token());
    REQUIRE_MESSAGE(made.status == 200, made.body);
    kit = made.body;
    as_of = employer.verify(kept.credential).text("verdict.status.asOf");
    REQUIRE_FALSE(as_of.empty());
  }

  /// Nothing of the library is left, and its name is another's, whose feed the others keep too.
  void sell() {
    library.process.kill();
    library.organisation.destroy();
    buyer.emplace(OrganisationWish{
        .name = "Bibliotheek", .did = DidForm::webvh, .port = library.organisation.port()});
    forged = buyer->award(buyer->define("Doctor"));
    REQUIRE(school.catches_up_with(*buyer));
    REQUIRE(employer.catches_up(buyer->feed(), school));
  }
  /// The buyer's badge, in which the issuer is the library's DID.
  std::string in_her_name() const {
    auto text = forged.credential;
    const auto& his = buyer->organisation.did();
    const auto& hers = library.organisation.did();
    for (auto at = text.find(his); at != std::string::npos; at = text.find(his, at + 1)) {
      text.replace(at, his.size(), hers);
    }
    return text;
  }

  TrialNode library{{.name = "Bibliotheek", .did = DidForm::webvh}};
  TrialNode school{{.name = "School", .peers = {url_of(library)}}};
  TrialNode employer{{.name = "Werkgever", .peers = {url_of(school)}}};
  std::optional<TrialNode> buyer;
  std::string feed;
  Awarded kept;
  Awarded lost;
  Awarded forged;
  std::string kit;
  std::string as_of;
};

/// What the library last said stands, and nobody was asked for it.
void check_remembers(TrialNode& node, const Estate& estate) {
  const auto verdict = node.verify(estate.kept.credential);
  CHECK(verdict.text("verdict.code") == "badge.genuine");
  CHECK(verdict.text("verdict.status.asOf") == estate.as_of);
  CHECK(verdict.text("verdict.status.source") == "gossip");
  CHECK(verdict.flag("verdict.phonedHome") == false);
  CHECK(node.verdict_code(estate.lost.credential) == "badge.revoked");
}

/// The buyer gets a warning that names what happened, and nothing in the name of the library.
void check_warns(TrialNode& node, const Estate& estate) {
  const auto his = node.verify(estate.forged.credential);
  CAPTURE(his.body);
  CHECK(his.text("verdict.outcome") == "genuine_with_warning");
  CHECK(his.text("verdict.status.assurance") == "D");
  CHECK(his.body.contains("badge.domain_changed"));
  const auto forged = node.verify(estate.in_her_name());
  CHECK(forged.flag("verified") == false);
  CHECK(forged.text("verdict.outcome") == "not_genuine");
}

/// With no network, where the system allows to take it away, and not asking anybody elsewhere.
Told verify_cut_off(const FreshMachine& machine, std::vector<std::string> words) {
  const auto nowhere = NetworkNamespace::make_empty();
  if (nowhere) {
    const Inside here(*nowhere);
    return machine.verify(std::move(words));
  }
  MESSAGE("the network was not taken away: " << nowhere.error());
  words.emplace_back("--offline");
  return machine.verify(std::move(words));
}

TEST_CASE("a badge outlives its issuer's node, files and name, of which another made his own") {
  Estate estate;
  const auto& hers = estate.library.organisation.did();
  estate.sell();
  auto& buyer = *estate.buyer;

  // He has what she had: her name, with a history and lists where her badges look for them.
  REQUIRE(buyer.organisation.url() == estate.library.organisation.url());
  REQUIRE(buyer.organisation.did() != hers);
  CHECK(buyer.caller.get("/.well-known/did.jsonl").body.contains(buyer.organisation.did()));
  CHECK(buyer.caller.get("/status/1").status == 200);
  CHECK(estate.kept.credential.contains(buyer.organisation.url() + "/status/1"));

  check_remembers(estate.school, estate);
  check_remembers(estate.employer, estate);
  check_warns(estate.employer, estate);

  // Who comes when she is gone hears of both at once, and sees whom the host serves now: what she
  // said holds there too, perhaps with a warning that the name has changed hands.
  TrialNode late({.name = "Uitzendbureau", .peers = {url_of(estate.school)}});
  REQUIRE(late.catches_up(estate.feed, estate.school));
  REQUIRE(late.catches_up(buyer.feed(), estate.school));
  const auto hers_there = late.verify(estate.kept.credential);
  CHECK(hers_there.flag("verified") == true);
  CHECK(hers_there.text("verdict.status.asOf") == estate.as_of);
  CHECK(late.verdict_code(estate.lost.credential) == "badge.revoked");

  const FreshMachine machine;
  machine.keep("kit.json", estate.kit);
  machine.keep("his.json", estate.forged.credential);
  machine.keep("forged.json", estate.in_her_name());
  const auto alone = verify_cut_off(machine, {"kit.json"});
  CAPTURE(alone.out);
  CHECK(alone.exit == 0);
  CHECK(alone.text("code") == "badge.genuine");
  CHECK(alone.text("status.asOf") == estate.as_of);
  CHECK(verify_cut_off(machine, {"forged.json", "--kit", "kit.json"}).exit == 11);

  // With a network in which he answers to her name.
  CHECK(machine.verify({"kit.json", "--allow-loopback"}).text("code") == "badge.genuine");
  const auto his = machine.verify({"his.json", "--kit", "kit.json", "--allow-loopback"});
  CAPTURE(his.out);
  CHECK(his.text("outcome") == "genuine_with_warning");
  CHECK(his.out.contains("badge.domain_changed"));
}

}  // namespace
}  // namespace waarmerk::tests
