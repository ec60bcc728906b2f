#include "node/trust/invitation.hpp"

#include <doctest/doctest.h>

#include "crypto/json/edit.hpp"
#include "crypto/json/reader.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/trust_town.hpp"

namespace waarmerk::node::trust {
namespace {

did::Did did(const char* text) { return did::Did::parse(text).value(); }

Invitation for_library() {
  return {.inviter = did("did:web:town.example"),
          .name = "Gemeente",
          .url = "https://town.example",
          .invitee = did("did:web:library.example"),
          .nonce = {1, 2, 3},
          .until = {tests::town_time.ms / second_ms * second_ms},
          .terms = {.kind = Kind::introduce, .amount = 60, .depth = 1, .scope = any_scope()}};
}

ErrorCode refusal(std::string_view name, std::string_view json) {
  const auto claims = tests::parse_json(write_invitation(for_library()));
  const auto value = tests::parse_json(json);
  const auto read = read_invitation(json::with_member(claims.root(), name, value.root()).value());
  REQUIRE_FALSE(read);
  return read.error().code;
}

}  // namespace

TEST_CASE("an invitation comes back as it was written") {
  const auto read = read_invitation(tests::parse_json(write_invitation(for_library())));
  REQUIRE(read);
  CHECK(read->inviter == for_library().inviter);
  CHECK(read->name == "Gemeente");
  CHECK(read->url == "https://town.example");
  CHECK(read->invitee == for_library().invitee);
  CHECK(read->nonce == for_library().nonce);
  CHECK(read->until == for_library().until);
  CHECK(read->terms == for_library().terms);
  auto for_anyone = for_library();
  for_anyone.invitee = std::nullopt;
  CHECK_FALSE(read_invitation(tests::parse_json(write_invitation(for_anyone)))->invitee);
}

TEST_CASE("an invitation without a nonce, an end or a DID is none") {
  CHECK(refusal("jti", R"("short")") == bad_invitation);
  CHECK(refusal("exp", "0") == bad_invitation);
  CHECK(refusal("exp", "253402300800") == bad_invitation);
  CHECK(refusal("iss", R"("Gemeente")") == did::malformed);
  CHECK(refusal("aud", R"("Library")") == did::malformed);
  CHECK(refusal("terms", R"({"kind":"own"})") == bad_bit);
  CHECK(refusal("terms", "[]") == json::wrong_type);
}

TEST_CASE("an answer is good from the feed that it was made for, and tells nothing of the nonce") {
  const auto library = feed::feed_id_of(did("did:web:library.example"));
  const auto thief = feed::feed_id_of(did("did:web:thief.example"));
  const Nonce nonce{1, 2, 3};
  CHECK(answer_to(nonce, library) == answer_to(nonce, library));
  CHECK(answer_to(nonce, library) != answer_to(nonce, thief));
  CHECK(answer_to(nonce, library) != answer_to(Nonce{1, 2, 4}, library));
  CHECK(answer_to(nonce, library).size() == 44);
}

}  // namespace waarmerk::node::trust
