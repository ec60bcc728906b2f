#include "crypto/rdf/blank_labels.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::rdf {

TEST_CASE("a number is issued once, and in order") {
  BlankLabels labels(5);
  CHECK_FALSE(labels.has(3));
  CHECK(labels.issue(3) == 0);
  CHECK(labels.issue(1) == 1);
  CHECK(labels.issue(3) == 0);
  CHECK(labels.has(3));
  CHECK(labels.number(1) == 1);
  REQUIRE(labels.order().size() == 2);
  CHECK(labels.order()[0] == 3);
  CHECK(labels.order()[1] == 1);
}

TEST_CASE("what is taken back can be issued anew") {
  BlankLabels labels(5);
  labels.issue(3);
  labels.issue(1);
  labels.issue(4);
  labels.keep_first(1);
  CHECK(labels.has(3));
  CHECK_FALSE(labels.has(1));
  CHECK(labels.issue(4) == 1);
  labels.keep_first(7);
  CHECK(labels.order().size() == 2);
}

TEST_CASE("a label is its prefix and the number in decimal") {
  std::string text = "x";
  append_label(text, "_:c14n", 0);
  append_label(text, "_:b", 4294967294);
  CHECK(text == "x_:c14n0_:b4294967294");
}

}  // namespace waarmerk::rdf
