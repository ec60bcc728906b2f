#include "node/actions/token_bits.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/hex.hpp"

namespace waarmerk::node::actions {

TEST_CASE("of what is revoked and suspended a token says that it is revoked") {
  // Of entries 0 to 3 of the first byte: nothing, revoked, suspended, both.
  const Bytes bits{0x27, 0x00, 0x40};
  const auto token = token_of(bits);
  REQUIRE(token);
  CHECK(token->bits() == 2);
  CHECK(token->size() == 12);
  CHECK(token->get(0).value() == 0);
  CHECK(token->get(1).value() == 1);
  CHECK(token->get(2).value() == 2);
  CHECK(token->get(3).value() == 1);
  CHECK(token->get(8).value() == 2);
  // Back again, without the suspension that nobody sees.
  CHECK(encoding::encode_hex(bits_of_token(*token).value()) == "260040");
}

TEST_CASE("a token of another form is none of ours") {
  auto token = credential::TokenStatusList::make(16, 2).value();
  CHECK(bits_of_token(token));
  REQUIRE(token.set(3, 3));
  CHECK_FALSE(bits_of_token(token));
  CHECK_FALSE(bits_of_token(credential::TokenStatusList::make(16, 1).value()));
}

TEST_CASE("what is revoked in a token stands in the first of each two bits") {
  records::OwnList list;
  list.bits = Bytes(4);
  const Bytes revoked{0xa0, 0x01, 0xff, 0xff};  // 0, 2, 15, and what is beyond the list
  list.purpose = records::token_purpose;
  CHECK(encoding::encode_hex(bits_of_revoked(list, revoked)) == "88000002");
  list.purpose = "revocation";
  CHECK(encoding::encode_hex(bits_of_revoked(list, revoked)) == "a001ffff");
  CHECK(encoding::encode_hex(bits_of_revoked(list, ByteView(revoked).first(1))) == "a0000000");
}

}  // namespace waarmerk::node::actions
