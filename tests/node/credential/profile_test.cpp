#include "node/credential/profile.hpp"

#include <doctest/doctest.h>

#include "node/credential/achievement.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

TEST_CASE("a profile is written and read back") {
  const Profile profile{.id = "did:web:library.example",
                        .name = "Library",
                        .url = "https://library.example",
                        .description = "Books and people",
                        .email = "badges@library.example",
                        .phone = "+31 76 000 0000",
                        .official = "The director",
                        .image = "https://library.example/logo.png"};
  json::Writer writer;
  write_profile(writer, profile);
  const auto back = read_profile(tests::parse_json(writer.text()).root());
  REQUIRE(back.has_value());
  CHECK(back->id == profile.id);
  CHECK(back->name == profile.name);
  CHECK(back->url == profile.url);
  CHECK(back->description == profile.description);
  CHECK(back->email == profile.email);
  CHECK(back->phone == profile.phone);
  CHECK(back->official == profile.official);
  CHECK(back->image == profile.image);
}

TEST_CASE("a profile without id, with another type or with a parent of another type is refused") {
  const auto path_of = [](std::string_view text) {
    return read_profile(tests::parse_json(text).root(), "$.issuer").error().path;
  };
  CHECK(path_of(R"({"type":["Profile"]})") == "$.issuer.id");
  CHECK(path_of(R"({"id":"did:x:y","type":["Person"]})") == "$.issuer.type");
  CHECK(path_of(R"({"id":"did:x:y","type":"Profile","url":"nowhere"})") == "$.issuer.url");
  CHECK(path_of(R"({"id":"did:x:y","type":"Profile","parentOrg":{"id":"did:x:z","type":"X"}})") ==
        "$.issuer.parentOrg.type");
}
