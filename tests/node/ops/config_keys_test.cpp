// The table of keys.
#include "node/ops/config_keys.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace waarmerk::node::ops;

TEST_CASE("every key has its own name and a meaning that is a sentence") {
  std::set<std::string> names;
  for (const auto& key : config_keys()) {
    CHECK(names.insert(full_name(key)).second);
    CHECK(key.meaning.ends_with('.'));
  }
}

TEST_CASE("the nearest key is found for a slip of the pen") {
  CHECK(nearest_key("listen.prt") == "listen.port");
  CHECK(nearest_key("log.levle") == "log.level");
  CHECK(nearest_key("node.public-url") == "node.public_url");
  CHECK_FALSE(nearest_key("").empty());
}
