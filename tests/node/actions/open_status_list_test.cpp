#include "node/actions/open_status_list.hpp"

#include <doctest/doctest.h>

#include "node/credential/status_entry.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

}  // namespace

TEST_CASE("a list that is opened is published before it is named") {
  TestNode library("library.example");
  const auto number = run_task(open_status_list(library.ports, "revocation"));
  REQUIRE(number);
  const auto* list = library.memory.records.statuses.find(*number);
  REQUIRE(list != nullptr);
  CHECK(list->version == 1);
  CHECK(*records::find_published_list(library.memory.store, *number));
  CHECK(run_task(open_status_list(library.ports, "revocation")) == *number + 1);
}

TEST_CASE("no list is opened for a purpose that we do not know, or where it cannot be published") {
  TestNode library("library.example");
  const auto count = library.memory.records.statuses.lists().size();
  CHECK(run_task(open_status_list(library.ports, "message")).error().code ==
        credential::status_unsupported);
  library.publisher.stand(feed::Standing::asking);
  CHECK(run_task(open_status_list(library.ports, "suspension")).error().code == feed::not_safe);
  CHECK(library.memory.records.statuses.lists().size() == count);
}

TEST_CASE("a node opens so many lists and no more") {
  TestNode library("library.example");
  auto& statuses = library.memory.records.statuses;
  while (statuses.lists().size() < lists_max) {
    statuses.open_another({credential::revocation, "https://library.example"});
  }
  CHECK(run_task(open_status_list(library.ports, "revocation")).error().code == too_many_lists);
  CHECK(statuses.lists().size() == lists_max);
}

}  // namespace waarmerk::node::actions
