#include "cli/command.hpp"

#include <doctest/doctest.h>

namespace waarmerk::cli {

TEST_CASE("a command's name is a noun and a verb, or one word") {
  const Command two{.name = "badge verify", .summary = "", .examples = {}, .shape = {}};
  CHECK(two.noun() == "badge");
  CHECK(two.verb() == "verify");
  const Command one{.name = "help", .summary = "", .examples = {}, .shape = {}};
  CHECK(one.noun() == "help");
  CHECK(one.verb().empty());
}

TEST_CASE("what all commands take comes after their own, and a node's before that") {
  const auto shared = with_shared({{"--as-of", "T", ""}});
  CHECK(shared.front().name == "--as-of");
  CHECK(shared.back().name == "--help");
  const auto node = with_node({});
  CHECK(node.front().name == "--config");
  CHECK(node.size() == shared.size() + 1);
}

}  // namespace waarmerk::cli
