#include "did/webvh_log.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/webvh_history.hpp"

using namespace waarmerk;
using namespace waarmerk::did;
using tests::WebvhHistory;

namespace {

WebvhHistory three_entries(const std::string& more = {}) {
  WebvhHistory history(more);
  REQUIRE(history.add("{}", 1));
  REQUIRE(history.add(R"({"ttl":60})", 1));
  return history;
}

Did did_of(const WebvhHistory& history) { return Did::parse(history.did()).value(); }

std::string witnesses(const std::string& threshold, std::initializer_list<int> seeds) {
  std::string list;
  for (const int seed : seeds) {
    list += (list.empty() ? "" : ",") + std::string(R"({"id":"did:key:)") +
            tests::multikey(static_cast<std::uint8_t>(seed)) + "\"}";
  }
  return R"("witness":{"threshold":)" + threshold + R"(,"witnesses":[)" + list + "]}";
}

std::size_t sound_after(WebvhLog log, const std::string& file) {
  log.confirm(file);
  return log.entries().size();
}

}  // namespace

TEST_CASE("a version is found by its number, its id, a time at which it held, or as the last") {
  const auto history = three_entries();
  const auto log = history.log();
  CHECK_FALSE(log.fault());
  const auto did = did_of(history);
  const auto number_of = [&](const Version& version) -> std::uint32_t {
    const auto found = log.find(did, version);
    return found ? (*found)->number() : 0;
  };
  CHECK(number_of(LastVersion{}) == 3);
  CHECK(number_of(std::uint32_t{2}) == 2);
  CHECK(number_of(log.entries()[1].version_id) == 2);
  CHECK(number_of(tests::webvh_start + day_ms + hour_ms) == 2);
  CHECK(number_of(tests::webvh_start) == 1);
  CHECK(log.find(did, tests::webvh_start - 1).error().code == no_version);
  CHECK(log.find(did, std::uint32_t{4}).error().code == no_version);
  CHECK(log.find(did, std::string("2-Qm")).error().code == no_version);
  const auto other = Did::parse(history.did() + ":other").value();
  CHECK(log.find(other, LastVersion{}).error().code == bad_log);
}

TEST_CASE("what stands before a fault is still known, and nothing behind it") {
  const auto history = three_entries();
  auto text = history.text();
  text.replace(text.rfind("\"ttl\":60"), 8, "\"ttl\":61");
  const auto scid = history.did().substr(std::string_view("did:webvh:").size(), 46);
  const auto log = WebvhLog::read(text, scid, history.now());
  REQUIRE(log.fault());
  CHECK(log.fault()->detail.starts_with("Entry 3: "));
  CHECK(log.entries().size() == 2);
  const auto did = did_of(history);
  CHECK(log.find(did, std::uint32_t{2}));
  CHECK(log.find(did, LastVersion{}).error().code == bad_log);
  CHECK(log.find(did, std::uint32_t{3}).error().code == bad_log);
}

TEST_CASE("a log that is empty, of another DID or out of order says nothing") {
  const auto history = three_entries();
  const auto scid = history.did().substr(std::string_view("did:webvh:").size(), 46);
  CHECK(WebvhLog::read("", scid, history.now()).fault());
  CHECK(WebvhLog::read("\n", scid, history.now()).fault());
  CHECK(WebvhLog::read(history.text(), std::string(46, 'Q'), history.now()).entries().empty());
  const auto second = history.text().substr(history.text().find('\n') + 1);
  CHECK(WebvhLog::read(second, scid, history.now()).entries().empty());
}

TEST_CASE("a DID that was deactivated has no document any more, and its older ones still") {
  WebvhHistory history;
  REQUIRE(history.add(R"({"deactivated":true,"updateKeys":[]})", 1));
  const auto log = history.log();
  CHECK(log.find(did_of(history), LastVersion{}).error().code == deactivated);
  CHECK(log.find(did_of(history), std::uint32_t{1}));
}

TEST_CASE("enough of the witnesses confirm an entry, themselves or by a later one") {
  const auto history = three_entries(witnesses("2", {11, 12, 13}));
  const auto log = history.log();
  CHECK(log.needs_witnesses());
  CHECK_FALSE(three_entries().log().needs_witnesses());
  const auto& ids = log.entries();
  const auto say = [&](std::size_t entry, std::uint8_t seed) {
    return tests::confirmation(ids[entry].version_id, seed);
  };
  CHECK(sound_after(log, "[" + say(2, 11) + "," + say(2, 12) + "]") == 3);
  CHECK(sound_after(log, "[" + say(2, 11) + "," + say(1, 12) + "]") == 2);
  CHECK(sound_after(log, "[" + say(2, 11) + "," + say(2, 11) + "]") == 0);
  CHECK(sound_after(log, "[" + say(2, 11) + "," + say(2, 14) + "]") == 0);
  CHECK(sound_after(log, "[" + say(2, 11) + "," + tests::confirmation("9-Qm", 12) + "]") == 0);
  CHECK(sound_after(log, "{}") == 0);
  auto unheard = log;
  unheard.confirm_none(Error{not_found, "gone"});
  CHECK(unheard.entries().empty());
}

TEST_CASE("a file of witnesses speaks of 2,000 entries at the most, as many as a log may have") {
  const auto log = three_entries(witnesses("1", {11})).log();
  const auto file = [&](std::size_t others) {
    std::string text = "[" + tests::confirmation(log.entries()[2].version_id, 11);
    for (std::size_t i = 0; i < others; ++i) text += ",{}";
    return text + "]";
  };
  CHECK(sound_after(log, file(webvh_entries_max - 1)) == 3);
  CHECK(sound_after(log, file(2'000)) == 0);
}

TEST_CASE("new witnesses speak for what comes after them, the first of all at once") {
  WebvhHistory history;
  REQUIRE(history.add("{" + witnesses("1", {11}) + "}", 1));
  REQUIRE(history.add("{" + witnesses("1", {12}) + "}", 1));
  REQUIRE(history.add("{\"witness\":{}}", 1));
  REQUIRE(history.add("{}", 1));
  const auto log = history.log();
  const auto& all = log.entries();
  CHECK_FALSE(all[0].witnesses.are_used());
  CHECK(all[1].witnesses.ids.front().ends_with(tests::multikey(11)));
  CHECK(all[2].witnesses.ids.front().ends_with(tests::multikey(11)));
  CHECK(all[3].witnesses.ids.front().ends_with(tests::multikey(12)));
  CHECK_FALSE(all[4].witnesses.are_used());
}
