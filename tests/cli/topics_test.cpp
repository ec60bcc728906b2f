#include "cli/topics.hpp"

#include <doctest/doctest.h>

#include <string>

#include "cli/exits.hpp"

namespace waarmerk::cli {

TEST_CASE("each topic has a page, and nothing else has") {
  for (const auto name : topic_names()) CHECK(topic_page(name));
  CHECK_FALSE(topic_page("weather"));
}

TEST_CASE("every exit code and every finding stands on the page of exit codes") {
  const auto page = topic_page("exit-codes").value();
  for (const auto& each : exits()) {
    CHECK_MESSAGE(page.contains(" " + std::string(each.name) + " "), std::string(each.name));
  }
  for (const auto& finding : node::credential::findings()) {
    CHECK_MESSAGE(page.contains(finding.code), std::string(finding.code));
  }
}

TEST_CASE("the page of the environment names every variable that is read") {
  const auto page = topic_page("environment").value();
  for (const auto* name : {"WAARMERK_CONFIG", "XDG_CONFIG_HOME", "NO_COLOR", "CLICOLOR_FORCE"}) {
    CHECK(page.contains(name));
  }
}

}  // namespace waarmerk::cli
