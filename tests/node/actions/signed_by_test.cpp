#include "node/actions/signed_by.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/feed_copy.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::TestNode;

bool is_signed(const TestNode& node, const std::string& text, const std::string& issuer,
               const did::DocumentHistory* document = nullptr) {
  const auto opened = credential::open(text);
  REQUIRE(opened);
  const auto known =
      check_signed_by(node.memory.store, *opened, {issuer, node.clock.now(), document});
  return known && known->has_value();
}

}  // namespace

TEST_CASE("a signature counts by the document that is known, or by the one that is given") {
  const TestNode library("library.example", 1);
  const TestNode employer("employer.example", 2);
  const auto did = library.self.did.text();
  const auto list = tests::list_of(library);
  CHECK(is_signed(library, list, did));
  CHECK_FALSE(is_signed(employer, list, did));
  CHECK(is_signed(employer, list, did, &library.self.documents));
}

TEST_CASE("another's signature does not count") {
  const TestNode library("library.example", 1);
  const TestNode thief("library.example", 66);
  CHECK_FALSE(is_signed(library, tests::list_of(thief), library.self.did.text()));
  CHECK_FALSE(is_signed(library, tests::list_of(library), "did:web:other.example",
                        &library.self.documents));
  const auto opened = credential::open(tests::list_of(library));
  CHECK(check_signed_by(library.memory.store, *opened, {"nobody", library.clock.now(), nullptr})
            .error()
            .code == did::malformed);
}

}  // namespace waarmerk::node::actions
