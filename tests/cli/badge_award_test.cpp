// Tests of `badge award`.
#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

constexpr auto given = R"({"id":"urn:uuid:1","credential":{"id":"urn:uuid:1","name":"Host"}})";

struct Desk {
  tests::Office office;
  Desk() { office.answer("POST /v1/badges", 201, given); }
  tests::Typed award(std::vector<std::string> more) {
    std::vector<std::string> words{"badge", "award", "A"};
    words.insert(words.end(), more.begin(), more.end());
    return office.desk.type(words);
  }
};

}  // namespace

TEST_CASE("a badge is awarded to a DID, an e-mail address or a card") {
  Desk desk;
  const auto typed = desk.award({"--to", "did:key:z6Mk"});
  CHECK(typed.exit == 0);
  CHECK(typed.out == "{\"id\":\"urn:uuid:1\",\"name\":\"Host\"}\n");
  CHECK(desk.office.last().body == R"({"achievement":"A","subject":{"id":"did:key:z6Mk"}})");
  CHECK(desk.award({"--to", "amira@example.org"}).exit == 0);
  CHECK(desk.office.last().body ==
        R"({"achievement":"A","subject":{"email":"amira@example.org"}})");
  CHECK(desk.award({"--to", "card"}).exit == 0);
  CHECK(desk.office.last().body == R"({"achievement":"A","subject":{"card":true}})");
  CHECK(desk.award({"--to", "Amira"}).exit == 2);
  CHECK(desk.award({"--to", "mailto:amira@example.org"}).exit == 2);
  CHECK(desk.award({}).exit == 2);
}

TEST_CASE("what the node warns of is said beside the badge, and the badge is not changed by it") {
  Desk desk;
  CHECK_FALSE(desk.award({"--to", "did:key:z6Mk"}).err.contains("Careful"));
  desk.office.answer("POST /v1/badges", 201,
                     R"({"id":"urn:uuid:1","credential":{"id":"urn:uuid:1"},"warnings":["Few."]})");
  const auto typed = desk.award({"--to", "did:key:z6Mk"});
  CHECK(typed.exit == 0);
  CHECK(typed.out == "{\"id\":\"urn:uuid:1\"}\n");
  CHECK(typed.err.contains("Careful: Few."));
}

TEST_CASE("the form goes to the node, with what may be kept back") {
  Desk desk;
  CHECK(desk.award({"--to", "did:key:z6Mk", "--form", "vc-sd-jwt", "--disclosable", "/a",
                    "--disclosable", "/b"})
            .exit == 0);
  CHECK(desk.office.last().body ==
        R"({"achievement":"A","subject":{"id":"did:key:z6Mk"},"form":"vc-sd-jwt",)"
        R"("disclosablePointers":["/a","/b"]})");
}

TEST_CASE("evidence is a file, a URL or words; an end is a moment or a day") {
  Desk desk;
  const auto file = desk.office.home() + "/evidence.json";
  REQUIRE(desk.office.desk.make_workspace().write_file(file, R"([{"name":"a"},{"name":"b"}])"));
  CHECK(desk.award({"--to", "did:key:z6Mk", "--evidence", file, "--evidence", "Words", "--evidence",
                    "https://a.example/e", "--valid-until", "2027-12-31", "--narrative", "Hosted"})
            .exit == 0);
  CHECK(desk.office.last().body ==
        R"({"achievement":"A","subject":{"id":"did:key:z6Mk"},)"
        R"("validUntil":"2027-12-31T23:59:59Z","narrative":"Hosted","evidence":[{"name":"a"},)"
        R"({"name":"b"},{"narrative":"Words"},{"id":"https://a.example/e"}]})");
  CHECK(desk.award({"--to", "did:key:z6Mk", "--valid-until", "soon"}).exit == 8);
  REQUIRE(desk.office.desk.make_workspace().write_file(file, "{"));
  CHECK(desk.award({"--to", "did:key:z6Mk", "--evidence", file}).exit == 8);
}

TEST_CASE("the badge goes into a file where one is named") {
  Desk desk;
  const auto file = desk.office.home() + "/badge.json";
  const auto typed = desk.award({"--to", "did:key:z6Mk", "-o", file});
  CHECK(typed.out == "urn:uuid:1\t" + file + "\n");
  CHECK(desk.office.desk.make_workspace().read_file(file, 1000) ==
        "{\"id\":\"urn:uuid:1\",\"name\":\"Host\"}\n");
  CHECK(desk.award({"--to", "did:key:z6Mk", "--json"}).out == std::string(given) + "\n");
  desk.office.answer("POST /v1/badges", 201, "{}");
  CHECK(desk.award({"--to", "did:key:z6Mk"}).exit == 1);
}

}  // namespace waarmerk::cli
