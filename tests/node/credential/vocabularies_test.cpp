#include "node/credential/vocabularies.hpp"

#include <doctest/doctest.h>

using namespace waarmerk::node::credential;

TEST_CASE("the words of the standard are known, and extensions have their own") {
  CHECK(is_achievement_type("Badge"));
  CHECK(is_achievement_type("ext:SwimmingDiploma"));
  CHECK(!is_achievement_type("Swimming"));
  CHECK(!is_achievement_type("ext:"));
  CHECK(!is_achievement_type("ext:a b"));
  CHECK(is_result_type("RubricCriterionLevel"));
  CHECK(!is_result_type("Level"));
  CHECK(is_result_status("Completed"));
  CHECK(!is_result_status("ext:Completed"));
  CHECK(is_identity_type("emailAddress"));
  CHECK(!is_identity_type("email"));
  CHECK(is_target_type("ceasn:Competency"));
  CHECK(is_target_type("ext:Skill"));
  CHECK(!is_target_type("Competency"));
}
