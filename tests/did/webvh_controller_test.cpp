#include "did/webvh_controller.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "did/did_webvh.hpp"
#include "did/document.hpp"
#include "did/webvh_log.hpp"
#include "tests/support/webvh_history.hpp"

using namespace waarmerk;
using namespace waarmerk::did;
using tests::update_key;
using tests::webvh_start;

namespace {

keys::PublicKey public_key(std::uint8_t seed) { return update_key(seed)->public_key(); }

json::Document state(const std::string& more = "") {
  const auto did = webvh_at("https://school.example/badges").value();
  return json::parse("{\"id\":\"" + did.text() + "\",\"alsoKnownAs\":[\"x:y\"]" + more + "}")
      .value();
}

BegunWebvh begin() {
  auto begun = begin_webvh(state(), {.now = *update_key(1), .next = public_key(2)}, webvh_start);
  REQUIRE(begun);
  return *std::move(begun);
}

WebvhLog read(const std::string& text, const Did& did) {
  return WebvhLog::read(text, scid_of(did), webvh_start + day_ms);
}

/// The document as it stands in the log, changed in nothing.
json::Document same(const WebvhLog& log) { return log.entries().back().document; }

}  // namespace

TEST_CASE("a did:webvh stands where a did:web would, with the hash of its first entry") {
  const auto begun = begin();
  CHECK(begun.did.text().ends_with(":school.example:badges"));
  CHECK(scid_of(begun.did) != webvh_unknown_scid);
  const auto log = read(begun.line + "\n", begun.did);
  CHECK_FALSE(log.fault());
  REQUIRE(log.entries().size() == 1);
  const auto& first = log.entries().front();
  CHECK(first.id == begun.did.text());
  CHECK(first.parameters.portable);
  CHECK(first.parameters.is_pre_rotated());
  CHECK(first.time == webvh_start + second_ms);
  CHECK(webvh_at("http://school.example").error().code == malformed);
  CHECK(webvh_at("https://192.0.2.1").error().code == malformed);
}

TEST_CASE("the key of the next entry is the one that was committed to, and no other") {
  const auto begun = begin();
  const auto log = read(begun.line + "\n", begun.did);
  const auto& first = log.entries().back();
  const auto next = [&](std::uint8_t key) {
    return continue_webvh(first, same(log), {.now = *update_key(key), .next = public_key(3)},
                          webvh_start);
  };
  CHECK(next(1).error().code == bad_log);
  CHECK(next(3).error().code == bad_log);
  const auto line = next(2);
  REQUIRE(line);
  const auto longer = read(begun.line + "\n" + *line + "\n", begun.did);
  CHECK_FALSE(longer.fault());
  CHECK(longer.entries().back().time == first.time + second_ms);
  CHECK(longer.entries().back().parameters.update_keys ==
        std::vector<std::string>{tests::multikey(2)});
  const auto third =
      continue_webvh(longer.entries().back(), same(longer),
                     {.now = *update_key(3), .next = public_key(4)}, webvh_start + hour_ms);
  REQUIRE(third);
  CHECK(read(begun.line + "\n" + *line + "\n" + *third + "\n", begun.did).entries().size() == 3);
}

TEST_CASE("a document about somebody else begins and continues nothing") {
  const auto other = json::parse(R"({"id":"did:web:school.example"})").value();
  const auto first = update_key(1);
  CHECK(begin_webvh(other, {.now = *first, .next = public_key(2)}, webvh_start).error().code ==
        bad_log);
  const auto begun = begin();
  const auto log = read(begun.line + "\n", begun.did);
  const auto second = update_key(2);
  const auto line = continue_webvh(log.entries().back(), other,
                                   {.now = *second, .next = public_key(3)}, webvh_start);
  CHECK(line.error().code == bad_log);
}

TEST_CASE("the parallel did:web says the same under its own name, and names the other") {
  const auto begun = begin();
  const auto log = read(begun.line + "\n", begun.did);
  const auto web = parallel_did_web(begun.did, same(log));
  REQUIRE(web);
  const auto document = DidDocument::read(*web);
  REQUIRE(document);
  CHECK(document->id().text() == "did:web:school.example:badges");
  CHECK(document->also_known_as() == std::vector<std::string>{"x:y", begun.did.text()});
  const auto named = json::parse(tests::replaced_all(std::string(same(log).text()), "\"x:y\"",
                                                     "\"did:web:school.example:badges\""));
  CHECK(DidDocument::read(*parallel_did_web(begun.did, *named))->also_known_as() ==
        std::vector<std::string>{begun.did.text()});
}

TEST_CASE("what goes without saying for a did:webvh is said in the parallel did:web, once") {
  const auto begun = begin();
  const auto log = read(begun.line + "\n", begun.did);
  const auto web = parallel_did_web(begun.did, same(log));
  const auto services = [](const Result<json::Document>& document) {
    std::vector<std::string> all;
    for (const auto& service : DidDocument::read(*document)->services()) {
      all.push_back(service.id + " " + std::string(service.endpoint.root().string().value_or("")));
    }
    return all;
  };
  const std::string own = "did:web:school.example:badges";
  CHECK(services(web) ==
        std::vector<std::string>{own + "#files https://school.example/badges/",
                                 own + "#whois https://school.example/badges/whois.vp"});
  const auto said = json::with_member(
      same(log).root(), "service",
      json::parse(
          R"([{"id":"#files","type":"relativeRef","serviceEndpoint":"https://cdn.example/"}])")
          ->root());
  CHECK(services(parallel_did_web(begun.did, *said)) ==
        std::vector<std::string>{own + "#files https://cdn.example/",
                                 own + "#whois https://school.example/badges/whois.vp"});
}

TEST_CASE("a name of before the move stands in the parallel did:web once") {
  const auto begun = begin();
  const auto log = read(begun.line + "\n", begun.did);
  const auto former = tests::replaced_all(begun.did.text(), "school.example", "club.example");
  const auto named =
      json::parse(tests::replaced_all(std::string(same(log).text()), "\"x:y\"",
                                      "\"" + former + "\",\"did:web:club.example:badges\""));
  CHECK(DidDocument::read(*parallel_did_web(begun.did, *named))->also_known_as() ==
        std::vector<std::string>{"did:web:club.example:badges", begun.did.text()});
}

TEST_CASE("who watches a DID is named by an entry, and stays until another entry names others") {
  const auto begun = begin();
  const auto log = read(begun.line + "\n", begun.did);
  const std::vector<std::string> watchers{"https://watch.example"};
  const auto named = name_webvh_watchers(
      log.entries().back(), watchers, {.now = *update_key(2), .next = public_key(3)}, webvh_start);
  REQUIRE(named);
  const auto longer = log.followed_by(*named, scid_of(begun.did), webvh_start + day_ms);
  REQUIRE(longer);
  CHECK(longer->entries().back().parameters.watchers == watchers);
  const auto same_line =
      continue_webvh(longer->entries().back(), same(log),
                     {.now = *update_key(3), .next = public_key(4)}, webvh_start);
  REQUIRE(same_line);
  const auto third = longer->followed_by(*same_line, scid_of(begun.did), webvh_start + day_ms);
  REQUIRE(third);
  CHECK(third->entries().back().parameters.watchers == watchers);
  // What does not follow is refused, also behind what is good.
  CHECK(log.followed_by(*same_line, scid_of(begun.did), webvh_start + day_ms).error().code ==
        bad_log);
  CHECK_FALSE(name_webvh_watchers(log.entries().back(), {""},
                                  {.now = *update_key(2), .next = public_key(3)}, webvh_start));
}

TEST_CASE("the last entry ends the DID, and nothing follows it") {
  const auto begun = begin();
  const auto log = read(begun.line + "\n", begun.did);
  const auto& first = log.entries().back();
  CHECK(deactivate_webvh(first, *update_key(3), webvh_start).error().code == bad_log);
  const auto line = deactivate_webvh(first, *update_key(2), webvh_start);
  REQUIRE(line);
  const auto ended = read(begun.line + "\n" + *line + "\n", begun.did);
  CHECK_FALSE(ended.fault());
  CHECK(ended.entries().back().parameters.deactivated);
  CHECK(ended.find(begun.did, LastVersion{}).error().code == deactivated);
  CHECK(deactivate_webvh(ended.entries().back(), *update_key(2), webvh_start).error().code ==
        bad_log);
}
