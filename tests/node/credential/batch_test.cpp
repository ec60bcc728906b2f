#include "node/credential/batch.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::credential {

TEST_CASE("many badges are checked on any number of threads, each with its own verdict") {
  const auto issuer = tests::TestParty::with_key(3);
  const std::string good(tests::issue(tests::sample_badge(issuer), issuer).text());
  std::string bad = good;
  bad.replace(bad.find("Language"), 8, "Speaking");
  const std::string needy(
      tests::issue(tests::with_status(tests::sample_badge(issuer), 7), issuer).text());
  std::vector<std::string> files;
  for (int i = 0; i < 50; ++i) files.push_back(i % 5 == 0 ? bad : i % 7 == 0 ? needy : good);
  for (const unsigned threads : {0U, 1U, 2U, 9U}) {
    const auto begun = begin_all(files, {.now = tests::badge_now}, threads);
    REQUIRE(begun.size() == files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
      CAPTURE(i);
      CHECK(begun[i].next().has_value() == (files[i] == needy));
      if (files[i] == good) CHECK(begun[i].outcome().outcome == Outcome::genuine);
      if (files[i] == bad) CHECK(begun[i].outcome().outcome == Outcome::not_genuine);
    }
  }
}

TEST_CASE("no badges are no work") { CHECK(begin_all({}, {.now = tests::badge_now}).empty()); }

}  // namespace waarmerk::node::credential
