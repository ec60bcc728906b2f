// Tests of `envelope issue` and `envelope verify`, from the words that are typed to the files.
#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {
namespace {

constexpr std::string_view credential =
    R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],
    "issuer":"https://example.issuer/1","credentialSubject":{"name":"Jane","phones":["1","2"]}})";

// RFC 7517 A.2.
constexpr std::string_view key =
    R"({"id":"https://example.issuer/1#key","type":"JsonWebKey","publicKeyJwk":{"kty":"EC",
    "crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
    "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"},"secretKeyJwk":{"kty":"EC","crv":"P-256",
    "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
    "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
    "d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"}})";

struct Table {
  tests::TemporaryFolder folder;
  tests::Desk desk{UnixTime{1'772'532'720'000}};

  Table() {
    write("vc.json", credential);
    write("key.json", key);
  }
  std::string place(const std::string& name) const { return (folder.path() / name).string(); }
  void write(const std::string& name, std::string_view text) {
    REQUIRE(desk.make_workspace().write_file(place(name), text));
  }
  tests::Typed type(const std::string& verb, const std::string& file, const std::string& feature,
                    std::vector<std::string> more = {}) {
    std::vector<std::string> words{"envelope",        verb,        "--input", place(file), "--key",
                                   place("key.json"), "--feature", feature};
    words.insert(words.end(), more.begin(), more.end());
    return desk.type(words);
  }
};

std::string member(const std::string& text, std::string_view name) {
  const auto document = json::parse(text);
  REQUIRE(document);
  return std::string(document->root().find(name)->string().value_or("?"));
}

}  // namespace

TEST_CASE("a credential is sealed in each form, and verifies with the same file of a key") {
  for (const std::string feature : {"credential_jose", "credential_sdjwt", "credential_cose"}) {
    Table table;
    const auto typed = table.type("issue", "vc.json", feature, {"--output", table.place("out")});
    CHECK(typed.exit == 0);
    CHECK(typed.out.empty());
    const auto report = table.desk.make_workspace().read_file(table.place("out"), 1 << 20);
    REQUIRE(report);
    CHECK(member(*report, "result") == "success");
    table.write("sealed", member(*report, "data"));
    const auto checked = table.type("verify", "sealed", feature);
    CHECK(checked.exit == 0);
    CHECK(member(checked.out, "result") == "success");
    CHECK(member(member(checked.out, "data"), "issuer") == "https://example.issuer/1");
  }
}

TEST_CASE("paths and pointers name what may be kept back") {
  Table table;
  const auto typed =
      table.type("issue", "vc.json", "credential_sdjwt",
                 {"--sd", R"(["credentialSubject.name","/credentialSubject/phones/1"])"});
  CHECK(std::ranges::count(member(typed.out, "data"), '~') == 3);
  CHECK(table
            .type("issue", "vc.json", "credential_sdjwt",
                  {"--sd", R"(["credentialSubject.phones[0]"])"})
            .exit == 0);
  for (const auto* paths : {R"(["credentialSubject.phones[2]"])", R"(["issuer"])", "{}", "[1]"}) {
    CAPTURE(paths);
    CHECK(table.type("issue", "vc.json", "credential_sdjwt", {"--sd", paths}).exit != 0);
  }
}

TEST_CASE("what fails is told in the result, with a code of its own for the shell") {
  Table table;
  const auto unsealed = table.type("verify", "vc.json", "credential_jose");
  CHECK(unsealed.exit != 0);
  CHECK(member(unsealed.out, "result") == "failure");
  const auto other = table.type("issue", "vc.json", "presentation_jose");
  CHECK(other.exit != 0);
  CHECK(member(other.out, "result") == "failure");
  const auto unknown = table.type("issue", "vc.json", "credential_xml");
  CHECK(unknown.exit == 2);
  CHECK(member(unknown.out, "result") == "indeterminate");
  CHECK(table.type("issue", "absent.json", "credential_jose").exit == 22);
  table.write("key.json", R"({"id":"a:b"})");
  CHECK(table.type("issue", "vc.json", "credential_jose").exit == 8);
}

TEST_CASE("the time of signing is written where it is given") {
  Table table;
  for (const std::string feature : {"credential_jose", "credential_sdjwt", "credential_cose"}) {
    const auto sealed = table.type("issue", "vc.json", feature, {"--at", "2024-12-16T12:00:00Z"});
    CHECK(sealed.exit == 0);
    CHECK(sealed.out != table.type("issue", "vc.json", feature).out);
    CHECK(table.type("issue", "vc.json", feature, {"--at", "then"}).exit == 8);
  }
}

TEST_CASE("the times of a signature are judged as of now, or of when it is asked") {
  Table table;
  std::string dated(credential);
  dated.insert(1, R"("exp":1734397450,)");
  table.write("vc.json", dated);
  const auto sealed = table.type("issue", "vc.json", "credential_jose");
  REQUIRE(sealed.exit == 0);
  table.write("sealed", member(sealed.out, "data"));
  CHECK(table.type("verify", "sealed", "credential_jose").exit != 0);
  CHECK(table.type("verify", "sealed", "credential_jose", {"--at", "2024-12-16T12:00:00Z"}).exit ==
        0);
  CHECK(table.type("verify", "sealed", "credential_jose", {"--at", "then"}).exit == 8);
}

}  // namespace waarmerk::cli
