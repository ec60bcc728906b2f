// What the pages bring along for the check in the browser.
#include "node/web/second_part.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::web {

TEST_CASE("the browser is told what the node found, and by what signs to say its own") {
  const auto part = second_part("Bibliotheek \"De Brug\"", credential::Outcome::not_genuine);
  CHECK(part.starts_with("<template id=\"second\""));
  CHECK(part.contains("data-node=\"Bibliotheek &quot;De Brug&quot;\""));
  CHECK(part.contains("data-outcome=\"not_genuine\""));
  for (const auto* state : {"passed", "warning", "failed", "unchecked"}) {
    CHECK(part.contains("<span class=\"" + std::string(state) + "\"><svg"));
  }
}

TEST_CASE("where nothing was checked yet, no outcome is told") {
  CHECK_FALSE(second_part("Bibliotheek").contains("data-outcome"));
}

}  // namespace waarmerk::node::web
