#include "node/pinned_documents.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "node/ops/config.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_node.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::node {
namespace {

struct PinFolder {
  std::string pin(const std::string& did, const std::string& text) const {
    std::ofstream(path, std::ios::binary) << text;
    return did + ' ' + path;
  }

  tests::TemporaryFolder folder;
  std::string path = (folder / "a document").string();
};

}  // namespace

TEST_CASE("a document that an operator pins answers for its DID, and nobody is asked") {
  const PinFolder files;
  const auto school = tests::TestParty::at_host("school.example", 3);
  tests::TestNode employer("employer.example", 2);
  const auto loaded = load_documents({files.pin(school.did, school.document())}, {});
  REQUIRE(loaded);
  actions::NodeEvidence evidence(employer.ports, {}, {}, *loaded);
  const auto found = tests::run_task(evidence.find_did(*did::Did::parse(school.did)));
  REQUIRE(found);
  CHECK(found->from.source == credential::Source::documents);
  CHECK_FALSE(found->from.asked_outside);
  CHECK(employer.fetcher.asked().empty());
  CHECK_FALSE(tests::run_task(evidence.find_did(*did::Did::parse("did:web:other.example"))));
}

TEST_CASE("the history of a did:webvh may be pinned, and only a sound one") {
  const PinFolder files;
  const tests::WebvhHistory history;
  const auto good = load_documents({files.pin(history.did(), history.text())}, history.now());
  REQUIRE(good);
  CHECK(good->at(history.did()).is_dated());
  CHECK_FALSE(load_documents({files.pin(history.did(), "{}")}, history.now()));
}

TEST_CASE("a pinned file that is gone or another's keeps the node from starting") {
  const PinFolder files;
  const auto school = tests::TestParty::at_host("school.example", 3);
  const auto thief = tests::TestParty::at_host("thief.example", 3);
  const auto other = load_documents({files.pin(school.did, thief.document())}, {});
  REQUIRE_FALSE(other);
  CHECK(other.error().code == ops::bad_value);
  CHECK(other.error().detail.contains(school.did));
  const auto gone = load_documents({files.pin(school.did, school.document()) + "x"}, {});
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == ops::bad_value);
  CHECK(load_documents({}, {})->empty());
}

}  // namespace waarmerk::node
