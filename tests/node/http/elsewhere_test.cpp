#include "node/http/elsewhere.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::http {

TEST_CASE("those that were told of last are told, and not too many") {
  Elsewhere elsewhere;
  CHECK(elsewhere.get().empty());
  elsewhere.set({"https://a.example/bot/1"});
  CHECK(elsewhere.get() == std::vector<std::string>{"https://a.example/bot/1"});
  elsewhere.set(std::vector<std::string>(20, "https://b.example/bot/1"));
  CHECK(elsewhere.get() == std::vector<std::string>(8, "https://b.example/bot/1"));
}

}  // namespace waarmerk::node::http
