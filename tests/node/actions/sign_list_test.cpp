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

TEST_CASE("a list that is published as a token is one, with the same dates") {
  tests::TestNode library("library.example");
  records::OwnList own;
  own.url = "https://library.example/status/3";
  own.purpose = records::token_purpose;
  own.bits = Bytes(records::list_entries / 8);
  own.bits[1] = 0x90;  // entry 4 is revoked, and entry 5 suspended
  const auto signed_list = sign_own_list(library.ports, own);
  REQUIRE(signed_list);
  const auto read = read_signed_list(library.memory.store, {.text = signed_list->credential,
                                                            .url = own.url,
                                                            .issuer = library.self.did.text(),
                                                            .at = library.clock.now(),
                                                            .document = &library.self.documents});
  REQUIRE_MESSAGE(read, read.error().detail);
  REQUIRE(read->list.token);
  CHECK(read->list.token->size() == records::token_entries);
  CHECK(read->list.token->get(4).value() == 1);
  CHECK(read->list.token->get(5).value() == 2);
  CHECK(read->list.list.count() == 1);
  CHECK(read->list.valid_until == signed_list->valid_until);
  CHECK(read->list.ttl_ms == list_ttl_ms);
  CHECK(read->method == library.self.issuing_method);
  own.purpose = "revocation";
  const auto other = sign_own_list(library.ports, own);
  REQUIRE(other);
  CHECK(read_list_text(other->credential)->list.count() == 2);
}

}  // namespace waarmerk::node::actions
