#include "node/credential/status_credential.hpp"

#include <doctest/doctest.h>

#include <regex>

#include "node/credential/credential.hpp"
#include "node/credential/status_entry.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

StatusCredential sample() {
  auto list = StatusList::make().value();
  CHECK(list.set(42, true).has_value());
  return {.id = "https://library.example/status/1",
          .issuer = "did:web:library.example",
          .purposes = {"revocation"},
          .list = list,
          .valid_from = tests::badge_issued,
          .valid_until = tests::badge_now,
          .ttl_ms = 3'600'000};
}

/// The sample with the first match of `from` replaced.
Result<StatusCredential> changed(const char* from, const char* to) {
  const auto text = std::string(write_status_credential(sample()).value().text());
  const auto other =
      std::regex_replace(text, std::regex(from), to, std::regex_constants::format_first_only);
  REQUIRE(other != text);
  return read_status_credential(tests::parse_json(other));
}

}  // namespace

TEST_CASE("a list credential is written and read back") {
  const auto document = write_status_credential(sample());
  REQUIRE(document.has_value());
  const auto back = read_status_credential(*document);
  REQUIRE(back.has_value());
  CHECK(back->id == sample().id);
  CHECK(back->issuer == sample().issuer);
  CHECK(back->list == sample().list);
  CHECK(back->valid_from == sample().valid_from);
  CHECK(back->valid_until == sample().valid_until);
  CHECK(back->ttl_ms == 3'600'000);
  CHECK(back->has_purpose("revocation"));
  CHECK(!back->has_purpose("suspension"));
}

TEST_CASE("the issuer and a single purpose are written as strings") {
  const auto document = write_status_credential(sample()).value();
  CHECK(document.root().find("issuer")->string() == "did:web:library.example");
  const auto subject = document.root().find("credentialSubject");
  CHECK(subject->find("statusPurpose")->string() == "revocation");
  CHECK(subject->find("type")->string() == "BitstringStatusList");
}

TEST_CASE("a list may serve two purposes, and must serve one") {
  auto two = sample();
  two.purposes.emplace_back("suspension");
  const auto back = read_status_credential(write_status_credential(two).value()).value();
  CHECK(back.has_purpose("revocation"));
  CHECK(back.has_purpose("suspension"));
  two.purposes.clear();
  CHECK(write_status_credential(two).error().code == list_malformed);
}

TEST_CASE("a list credential that misses a part is refused") {
  CHECK(changed("BitstringStatusListCredential", "Other").error().code == malformed);
  CHECK(changed("\"BitstringStatusList\"", "\"Other\"").error().code == list_malformed);
  CHECK(changed("\"statusPurpose\":\"revocation\"", "\"statusPurpose\":1").error().code ==
        list_malformed);
  CHECK(changed("\"encodedList\":\"u", "\"encodedList\":\"z").error().code == list_malformed);
  CHECK(changed("\"ttl\":3600000", "\"ttl\":-1").error().code == list_malformed);
}
