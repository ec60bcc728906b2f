#include "cli/commands.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

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
