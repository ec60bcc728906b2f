#include "did/webvh_witnessing.hpp"

#include <doctest/doctest.h>

#include <string>

#include "did/webvh_log.hpp"
#include "tests/support/webvh_history.hpp"

using namespace waarmerk;
using namespace waarmerk::did;

namespace {

const std::string version = "2-QmSomeVersion";

std::string confirmed(const std::string& version_id, std::uint8_t seed) {
  auto text = confirm_webvh(version_id, *tests::update_key(seed), tests::webvh_start);
  REQUIRE(text);
  return *text;
}

}  // namespace

TEST_CASE("what a witness says of a version names the witness, and says nothing of another") {
  const auto text = confirmed(version, 7);
  const auto by = confirmer_of(text, version);
  REQUIRE(by);
  CHECK(*by == "did:key:" + tests::multikey(7));
  CHECK(confirmer_of(text, "3-QmSomeVersion").error().code == bad_log);
  CHECK_FALSE(confirmer_of(tests::replaced_all(text, version, "2-QmOther"), "2-QmOther"));
  CHECK_FALSE(confirmer_of("[" + text + "]", version));
  CHECK_FALSE(confirmer_of("{}", version));
  CHECK_FALSE(confirmer_of("no JSON", version));
  CHECK_FALSE(confirmer_of(std::string(20'000, ' '), version));
}

TEST_CASE("a log is confirmed by what its witnesses say, and not by the word of others") {
  tests::WebvhHistory history(R"("witness":{"threshold":2,"witnesses":[{"id":"did:key:)" +
                              tests::multikey(7) + R"("},{"id":"did:key:)" + tests::multikey(8) +
                              R"("},{"id":"did:key:)" + tests::multikey(9) + R"("}]})");
  const auto version_id = history.log().entries().back().version_id;
  const auto scid = history.did().substr(10, 46);
  const auto read = [&](const std::string& file) {
    return WebvhLog::read({history.text(), file}, scid, history.now());
  };
  const auto one = "[" + confirmed(version_id, 7) + "]";
  CHECK(read(one).fault());
  const auto strange = join_confirmations(one, "[" + confirmed(version_id, 10) + "]");
  REQUIRE(strange);
  CHECK(read(*strange).fault());
  const auto enough = join_confirmations(one, "[" + confirmed(version_id, 9) + "]");
  REQUIRE(enough);
  CHECK_FALSE(read(*enough).fault());
}

TEST_CASE("files of confirmations are joined, each confirmation once") {
  CHECK(join_confirmations("", "")->empty());
  CHECK(join_confirmations("[]", "")->empty());
  CHECK(*join_confirmations("[{\"a\":1}]", "[{\"b\":2},{\"a\":1}]") == "[{\"a\":1},{\"b\":2}]");
  CHECK_FALSE(join_confirmations("[", "[]"));
}

TEST_CASE("the next line of a log is one line, and follows it") {
  tests::WebvhHistory history;
  const auto before = history.text();
  const auto scid = history.did().substr(10, 46);
  REQUIRE(history.add("{}", 1));
  const auto line = history.text().substr(before.size(), history.text().size() - before.size() - 1);
  const auto next = read_next_line(before, line, scid, history.now());
  REQUIRE(next);
  CHECK(next->entries().size() == 2);
  CHECK(read_next_line(before, "", scid, history.now()).error().code == bad_log);
  CHECK(read_next_line(before, line + "\n", scid, history.now()).error().code == bad_log);
  CHECK(read_next_line(history.text(), line, scid, history.now()).error().code == bad_log);
}
