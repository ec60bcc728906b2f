#include "node/actions/sign_list.hpp"

#include <doctest/doctest.h>

#include "node/actions/keep_list.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {

TEST_CASE("a list is signed as ours, for its place, from now on") {
  tests::TestNode library("library.example");
  auto bits = credential::StatusList::make();
  REQUIRE(bits->set(7, true));
  const std::string url = "https://elsewhere.example/status/1";
  const auto signed_list = sign_list(library.ports, {url, {"revocation", "suspension"}, *bits});
  REQUIRE(signed_list);
  CHECK(signed_list->url == url);
  const auto read = read_signed_list(library.memory.store, {.text = signed_list->credential,
                                                            .url = url,
                                                            .issuer = library.self.did.text(),
                                                            .at = library.clock.now(),
                                                            .document = &library.self.documents});
  REQUIRE(read);
  CHECK(read->list.list == *bits);
  CHECK(read->list.purposes == std::vector<std::string>{"revocation", "suspension"});
  CHECK(read->list.valid_until == signed_list->valid_until);
  CHECK(read->list.ttl_ms == list_ttl_ms);
  CHECK_FALSE(sign_list(library.ports, {"", {"revocation"}, *bits}));
}

}  // namespace waarmerk::node::actions
