#include "cli/consent.hpp"

#include <doctest/doctest.h>

#include "cli/command.hpp"
#include "tests/support/desk.hpp"

namespace waarmerk::cli {
namespace {

Result<void> answered(const std::vector<std::string>& words, std::deque<std::string> lines) {
  tests::Desk desk(UnixTime{0});
  desk.console.lines = std::move(lines);
  auto workspace = desk.make_workspace();
  const Shape shape{.options = with_shared({yes_option})};
  return ask_consent("Sure?", Args::parse(shape, words).value(), workspace);
}

}  // namespace

TEST_CASE("yes is yes, and anything else is no") {
  for (const auto* yes : {"y", "Y", "yes", "j", "ja"}) CHECK(answered({}, {yes}));
  for (const auto* no : {"", "n", "no", "yess", " y"}) {
    CHECK(answered({}, {no}).error().code == not_agreed);
  }
}

TEST_CASE("nobody is asked with --yes, and nothing is done where nobody can be asked") {
  CHECK(answered({"--yes"}, {}));
  CHECK(answered({"--no-input"}, {"y"}).error().code == no_terminal);
  CHECK(answered({}, {}).error().code == no_terminal);
}

}  // namespace waarmerk::cli
