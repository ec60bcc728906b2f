#include "cli/node_files.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "cli/command.hpp"
#include "cli/error_codes.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {
namespace {

Args typed(const std::vector<std::string>& words) {
  return Args::parse({.options = with_node({})}, words).value();
}

struct Shelf {
  tests::TemporaryFolder folder;
  tests::Desk desk{{}};

  std::string put(const std::string& place, const std::string& name) {
    std::filesystem::create_directories(folder / place);
    const auto path = folder / place / "waarmerk.toml";
    REQUIRE(desk.make_workspace().write_file(path, "[node]\nname = \"" + name + "\"\n"));
    return path.string();
  }
  std::string found(const std::vector<std::string>& words) {
    const auto files = find_node_files(typed(words), desk.make_workspace());
    return files ? files->config.node.name : std::string(files.error().code.name);
  }
};

}  // namespace

TEST_CASE("a configuration is found by flag, variable, and in its usual place, in that order") {
  Shelf shelf;
  shelf.desk.environment["HOME"] = (shelf.folder / "home").string();
  CHECK(shelf.found({}) == "cli.no_configuration");
  shelf.put("home/.config/waarmerk", "home");
  CHECK(shelf.found({}) == "home");
  shelf.put("xdg/waarmerk", "xdg");
  shelf.desk.environment["XDG_CONFIG_HOME"] = (shelf.folder / "xdg").string();
  CHECK(shelf.found({}) == "xdg");
  shelf.desk.environment["WAARMERK_CONFIG"] = shelf.put("variable", "variable");
  CHECK(shelf.found({}) == "variable");
  CHECK(shelf.found({"--config", shelf.put("flag", "flag")}) == "flag");
  CHECK(shelf.found({"--config", "absent.toml"}) == "cli.no_configuration");
}

TEST_CASE("the token lies beside the configuration, or where it is said to lie") {
  Shelf shelf;
  const auto path = shelf.put("a", "a");
  const auto workspace = shelf.desk.make_workspace();
  const auto files = find_node_files(typed({"--config", path}), workspace);
  REQUIRE(files);
  CHECK(files->token_path == shelf.folder / "a" / "admin.token");
  const auto other = find_node_files(typed({"--config", path, "--token-file", "t"}), workspace);
  REQUIRE(other);
  CHECK(other->token_path == "t");
}

TEST_CASE("the environment goes before the file, as it does for the node") {
  Shelf shelf;
  shelf.desk.environment["WAARMERK_CONFIG"] = shelf.put("a", "a");
  shelf.desk.environment["WAARMERK_NODE_NAME"] = "b";
  CHECK(shelf.found({}) == "b");
}

TEST_CASE("a node is reached over loopback where it listens there, and else by its public name") {
  node::ops::Config config;
  CHECK(local_url(config) == "http://127.0.0.1:8080");
  config.listen.address = "0.0.0.0";
  CHECK(local_url(config) == "http://127.0.0.1:8080");
  config.listen.address = "::1";
  CHECK(local_url(config) == "http://[::1]:8080");
  config.listen.address = "192.0.2.1";
  CHECK(local_url(config).error().code == no_answer);
  config.node.public_url = "https://library.example/";
  CHECK(local_url(config) == "https://library.example");
  config.listen.address = "127.0.0.1";
  config.tls.certificate = "tls.pem";
  CHECK(local_url(config) == "https://library.example");
  config = {};
  config.listen.port = 0;
  CHECK(local_url(config).error().code == no_answer);
}

}  // namespace waarmerk::cli
