#include "did/webvh_entry.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "tests/support/webvh_history.hpp"

using namespace waarmerk;
using namespace waarmerk::did;
using tests::WebvhHistory;

namespace {

std::string first_line(const WebvhHistory& history) {
  return history.text().substr(0, history.text().find('\n'));
}

/// The path of what is wrong with a first entry once a text in it is another; empty where nothing.
std::string fault_with(const std::string& what, const std::string& with,
                       UnixTime now = tests::webvh_start) {
  const WebvhHistory history;
  auto text = first_line(history);
  text.replace(text.find(what), what.size(), with);
  const auto scid = history.did().substr(std::string_view("did:webvh:").size(), 46);
  const auto entry = read_webvh_entry(json::parse(text).value(), {.scid = scid, .now = now});
  if (!entry) CHECK(entry.error().code == bad_log);
  return entry ? "" : entry.error().path;
}

}  // namespace

TEST_CASE("a first entry is read with its document, its time and its parameters") {
  const WebvhHistory history;
  const auto log = history.log();
  REQUIRE(log.entries().size() == 1);
  const auto& entry = log.entries().front();
  CHECK(entry.number() == 1);
  CHECK(entry.id == history.did());
  CHECK(entry.time == tests::webvh_start);
  CHECK(entry.document.root().find("id")->string() == history.did());
  CHECK_FALSE(entry.witnesses.are_used());
}

TEST_CASE("nothing of an entry can be changed, left out or added") {
  CHECK(fault_with("1-Qm", "2-Qm") == "$.proof");
  CHECK(fault_with("2026-01-01", "2025-01-01") == "$.proof");
  CHECK(fault_with("#key-1", "#key-2") == "$.proof");
  CHECK(fault_with("did:webvh:1.0", "did:webvh:9.0") == "$.parameters.method");
  CHECK(fault_with("\"versionTime\"", "\"time\"") == "$.time");
  CHECK(fault_with("eddsa-jcs-2022", "ecdsa-jcs-2019") == "$.proof");
}

TEST_CASE("an entry may run five minutes ahead of our clock, and no more") {
  const std::string same = "versionId";
  CHECK(fault_with(same, same, tests::webvh_start - webvh_skew_ms).empty());
  CHECK(fault_with(same, same, tests::webvh_start - webvh_skew_ms - 1) == "$.versionTime");
}

TEST_CASE("a later entry is signed by the keys before it, or by those that were committed to") {
  WebvhHistory plain;
  CHECK(plain.add(R"({"updateKeys":)" + tests::key_list(2) + "}", 2).error().path == "$.proof");
  REQUIRE(plain.add(R"({"updateKeys":)" + tests::key_list(2) + "}", 1));
  CHECK(plain.add("{}", 1).error().path == "$.proof");
  CHECK(plain.add("{}", 2));

  WebvhHistory committed(R"("nextKeyHashes":)" + tests::hash_list(2));
  const auto both = [](std::uint8_t key) {
    return R"({"updateKeys":)" + tests::key_list(key) + R"(,"nextKeyHashes":[]})";
  };
  CHECK(committed.add(both(1), 1).error().path == "$.parameters.updateKeys");
  CHECK(committed.add(both(2), 1).error().path == "$.proof");
  CHECK(committed.add(both(2), 2));
}

TEST_CASE("a DID moves only where it may, and says from where") {
  const auto moved = [](const WebvhHistory& history, const std::string& more) {
    auto text = history.document();
    const auto old = history.did();
    for (auto at = text.find(".example"); at != std::string::npos; at = text.find(".example", at)) {
      text.replace(at, 8, ".invalid");
    }
    return text.substr(0, text.size() - 1) + more + "}";
  };
  WebvhHistory fixed;
  const auto known = [&](const WebvhHistory& history) {
    return R"(,"alsoKnownAs":[")" + history.did() + "\"]";
  };
  CHECK(fixed.add("{}", 1, moved(fixed, known(fixed))).error().path == "$.state.id");
  WebvhHistory portable(R"("portable":true)");
  CHECK(portable.add("{}", 1, moved(portable, "")).error().path == "$.state.alsoKnownAs");
  CHECK(portable
            .add("{}", 1,
                 R"({"id":"did:webvh:QmQmQmQmQmQmQmQmQmQmQmQmQmQmQmQmQmQmQmQmQmQmQm:a.example"})")
            .error()
            .path == "$.state.id");
  CHECK(portable.add("{}", 1, moved(portable, known(portable))));
  CHECK(portable.log().entries().back().id.ends_with(":school.invalid"));
}
