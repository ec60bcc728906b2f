#include "cli/commands.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "cli/help.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::cli {

TEST_CASE("each command is whole: a name, a sentence, an example that it would take, a deed") {
  std::set<std::string_view> names;
  for (const auto& command : all_commands()) {
    const std::string name(command.name);
    CHECK_MESSAGE(names.insert(command.name).second, name);
    CHECK_MESSAGE(command.summary.ends_with('.'), name);
    CHECK_MESSAGE(command.summary.size() <= 80, name);
    const bool has_deed = command.run != nullptr;
    CHECK_MESSAGE(has_deed, name);
    REQUIRE_MESSAGE(!command.examples.empty(), name);
    for (const auto& example : command.examples) {
      CHECK_MESSAGE(example.line.starts_with(command.name), name);
    }
  }
}

TEST_CASE("each option of a command has one name and is explained") {
  for (const auto& command : all_commands()) {
    std::set<std::string_view> names;
    for (const auto& option : command.shape.options) {
      CHECK_MESSAGE(names.insert(option.name).second, std::string(option.name));
      CHECK_MESSAGE(!option.meaning.empty(), std::string(option.name));
      CHECK(option.name.starts_with('-'));
    }
    CHECK(names.contains("--json"));
    CHECK(names.contains("--help"));
  }
}

TEST_CASE("spec/cli.md tells every command with its usage and options") {
  const auto page = tests::read_file(WAARMERK_SOURCE_DIR "/spec/cli.md");
  for (const auto& command : all_commands()) {
    const auto heading = "\n### " + std::string(command.name) + "\n";
    const auto from = page.find(heading);
    REQUIRE_MESSAGE(from != std::string::npos, std::string(command.name));
    const auto part = page.substr(from, page.find("\n### ", from + 1) - from);
    CHECK_MESSAGE(part.contains(command.summary), std::string(command.name));
    CHECK_MESSAGE(part.contains("`" + usage_of(command) + "`"), std::string(command.name));
    const auto shared = with_node({});
    for (const auto& option : command.shape.options) {
      if (std::ranges::find(shared, option.name, &Option::name) != shared.end()) continue;
      CHECK_MESSAGE(part.contains("`" + std::string(option.name)), std::string(option.name));
      CHECK_MESSAGE(part.contains(option.meaning), std::string(option.name));
    }
  }
}

TEST_CASE("spec/cli.md has a row for each exit code and each finding") {
  const auto page = tests::read_file(WAARMERK_SOURCE_DIR "/spec/cli.md");
  for (const auto& each : exits()) {
    const auto row = "| " + std::to_string(number_of(each.exit)) + " | " + std::string(each.name) +
                     " | " + std::string(each.meaning) + " |\n";
    CHECK_MESSAGE(page.contains(row), row);
  }
  for (const auto& each : node::credential::findings()) {
    const auto row = "| `" + std::string(each.code) + "` | " +
                     std::to_string(number_of(exit_of(each.finding))) + " |\n";
    CHECK_MESSAGE(page.contains(row), row);
  }
  std::string order;
  for (const Exit exit : exits_by_weight()) {
    order += (order.empty() ? "" : ", ") + std::to_string(number_of(exit));
  }
  CHECK(page.contains("in this order: " + order + "."));
}

TEST_CASE("no option takes a secret") {
  for (const auto& command : all_commands()) {
    for (const auto& option : command.shape.options) {
      const std::string name(option.name);
      const bool is_secret = name.contains("passphrase") || name.contains("token") ||
                             name.contains("password") || name.contains("secret");
      const bool is_safe = option.value.empty() || option.value == "FILE";
      CHECK_MESSAGE((!is_secret || is_safe), name);
    }
  }
}

}  // namespace waarmerk::cli
