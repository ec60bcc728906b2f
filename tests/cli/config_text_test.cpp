#include "cli/config_text.hpp"

#include <doctest/doctest.h>

#include "node/ops/config.hpp"

namespace waarmerk::cli {

TEST_CASE("each setting stands in its section, and every other key keeps its default") {
  const auto clean = write_config({{"node", "name", std::string("A \"b\" \\ c")},
                                   {"listen", "port", std::int64_t{8081}},
                                   {"fetch", "allow_plain_http_on_loopback", true}});
  const auto read = node::ops::parse_config(clean.value(), {});
  REQUIRE(read);
  CHECK(read->node.name == "A \"b\" \\ c");
  CHECK(read->listen.port == 8081);
  CHECK(read->fetch.allow_plain_http_on_loopback);
  CHECK(read->node.data_dir == node::ops::Config{}.node.data_dir);
}

TEST_CASE("one line of a configuration is changed, and one that is not there is not made up") {
  const auto text = write_config({{"node", "name", std::string("Library")}}).value();
  const auto changed =
      change_setting(text, {"node", "public_url", std::string("https://badges.example")});
  REQUIRE(changed);
  const auto read = node::ops::parse_config(*changed, {});
  REQUIRE(read);
  CHECK(read->node.public_url == "https://badges.example");
  CHECK(read->node.name == "Library");
  CHECK_FALSE(change_setting(text, {"node", "port", std::int64_t{1}}));
  CHECK_FALSE(change_setting("[node]\n", {"node", "name", std::string("A")}));
}

TEST_CASE("a value that its key refuses is refused when it is written") {
  for (const auto& settings :
       {std::vector<Setting>{{"listen", "port", std::int64_t{65'536}}},
        std::vector<Setting>{{"node", "public_url", std::string("ftp://library.example")}},
        std::vector<Setting>{{"node", "name", std::string("two\nlines")}}}) {
    const auto text = write_config(settings);
    REQUIRE_FALSE(text);
    CHECK(text.error().code == node::ops::bad_value);
  }
}

}  // namespace waarmerk::cli
