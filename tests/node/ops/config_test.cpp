// The configuration.
#include "node/ops/config.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "tests/support/temporary_folder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::ops;

TEST_CASE("an empty file gives the defaults") {
  const auto config = parse_config("", {});
  REQUIRE(config);
  CHECK(config->listen.address == "127.0.0.1");
  CHECK(config->limits.body_bytes_max == 4 << 20);
  CHECK_FALSE(config->auth.open_on_loopback);
  CHECK_FALSE(config->audit.enabled);
}

TEST_CASE("each kind of key is read") {
  const auto config = parse_config(
      "[node]\nname = \"Bibliotheek\"\npublic_url = \"https://badges.library.example\"\n"
      "[listen]\nport = 8443\n[tls]\ncertificate = \"/c.pem\"\nkey = \"/k.pem\"\n"
      "[peers]\nurls = [\"https://a.example\", \"http://localhost:81\"]\n"
      "[audit]\nenabled = true\n[auth]\nopen_on_loopback = true\n[log]\nlevel = \"debug\"\n",
      {});
  REQUIRE(config);
  CHECK(config->node.name == "Bibliotheek");
  CHECK(config->listen.port == 8443);
  CHECK(config->peers.urls.size() == 2);
  CHECK(config->auth.open_on_loopback);
  CHECK(config->audit.enabled);
  CHECK(config->log.level == "debug");
}

TEST_CASE("the environment goes before the file") {
  const auto config = parse_config("[listen]\nport = 1\n",
                                   {{"WAARMERK_LISTEN_PORT", "8081"},
                                    {"WAARMERK_AUTH_OPEN_ON_LOOPBACK", "true"},
                                    {"WAARMERK_PEERS_URLS", "https://a.example,https://b.example"},
                                    {"WAARMERK_VECTORS", "/somewhere"},
                                    {"PATH", "/bin"}});
  REQUIRE(config);
  CHECK(config->listen.port == 8081);
  CHECK(config->auth.open_on_loopback);
  CHECK(config->peers.urls.size() == 2);
}

TEST_CASE("an unknown key is refused by its name and the nearest that there is") {
  const auto config = parse_config("[listen]\nprot = 8080\n", {});
  REQUIRE_FALSE(config);
  CHECK(config.error().code == unknown_key);
  CHECK(config.error().detail.contains("'listen.prot'"));
  CHECK(config.error().detail.contains("'listen.port'"));
  for (const auto* text :
       {"port = 1", "[lisen]\nport = 1", "[listen.deeper]\nport = 1", "[node]\ndata_dir.x = 1"}) {
    CAPTURE(std::string(text));
    CHECK_FALSE(parse_config(text, {}));
  }
  CHECK(parse_config("", {{"WAARMERK_LISTEN_PROT", "1"}}).error().code == unknown_key);
}

TEST_CASE("a secret is no value of the configuration, and is not repeated") {
  const auto in_file = parse_config("[vault]\npassphrase = \"hunter2\"\n", {});
  REQUIRE_FALSE(in_file);
  CHECK(in_file.error().code == unknown_key);
  CHECK(in_file.error().detail.contains("vault.passphrase_file"));
  CHECK_FALSE(in_file.error().detail.contains("hunter2"));
  const auto in_variable = parse_config("", {{"WAARMERK_VAULT_PASSPHRASE", "hunter2"}});
  REQUIRE_FALSE(in_variable);
  CHECK_FALSE(in_variable.error().detail.contains("hunter2"));
  const auto in_url = parse_config("[peers]\nurls = [\"https://me:hunter2@a.example\"]\n", {});
  REQUIRE_FALSE(in_url);
  CHECK(in_url.error().code == bad_value);
  CHECK_FALSE(in_url.error().detail.contains("hunter2"));
}

TEST_CASE("a value of the wrong type or out of its bounds is refused") {
  for (const auto* text :
       {"[listen]\nport = \"8080\"", "[listen]\nport = 65536", "[listen]\nport = -1",
        "[listen]\nport = 80.5", "[listen]\naddress = 1", "[listen]\naddress = \"\"",
        "[auth]\nopen_on_loopback = \"true\"", "[auth]\nopen_on_loopback = 1",
        "[peers]\nurls = \"https://a.example\"", "[peers]\nurls = [1]",
        "[peers]\nurls = [\"a.example\"]", "[peers]\nurls = [\"https://a.example/?token=x\"]",
        "[log]\nlevel = \"loud\"", "[node]\ndid = \"x\"", "[node]\nname = \"a\\nb\"",
        "[tls]\ncertificate = \"/c.pem\"", "[limits]\nbody_bytes_max = 10"}) {
    CAPTURE(std::string(text));
    const auto config = parse_config(text, {});
    REQUIRE_FALSE(config);
    CHECK(config.error().code == bad_value);
  }
  for (const auto* value : {"x", "", "1x", "99999999999999999999"}) {
    CHECK(parse_config("", {{"WAARMERK_LISTEN_PORT", value}}).error().code == bad_value);
  }
  CHECK(parse_config("", {{"WAARMERK_AUTH_OPEN_ON_LOOPBACK", "yes"}}).error().code == bad_value);
}

TEST_CASE("a seed is a domain or a DID") {
  const auto parse = [](const std::string& seed) {
    return parse_config("[peers]\nseeds = [\"" + seed + "\"]", {});
  };
  for (const auto* seed :
       {"library.example", "library.example:8443", "localhost:8080", "did:web:library.example"}) {
    CHECK(parse(seed)->peers.seeds == std::vector<std::string>{seed});
  }
  for (const auto* odd : {"", "library", "https://library.example", "a b.example"}) {
    CHECK(parse(odd).error().code == bad_value);
  }
}

TEST_CASE("a pinned document is a DID and a file") {
  const auto parse = [](const std::string& pin) {
    return parse_config("[documents]\npinned = [\"" + pin + "\"]", {});
  };
  const auto sound = parse("did:web:school.example /etc/school.json");
  REQUIRE(sound);
  CHECK(sound->documents.pinned.size() == 1);
  for (const std::string_view pin : {"", "did:web:school.example", "did:web:school.example ",
                                     "https://school.example /etc/school.json"}) {
    CAPTURE(pin);
    CHECK_FALSE(parse(std::string(pin)));
  }
}

TEST_CASE("a pinned context is a URL, a digest and a file") {
  const std::string digest(64, 'a');
  const auto parse = [](const std::string& pin) {
    return parse_config("[contexts]\npinned = [\"" + pin + "\"]", {});
  };
  const auto sound = parse("https://a.example/v1 " + digest + " /etc/with space.json");
  REQUIRE(sound);
  CHECK(sound->contexts.pinned.size() == 1);
  for (const auto& pin : {std::string("https://a.example/v1"), "https://a.example/v1 " + digest,
                          "https://a.example/v1 " + digest + " ", " " + digest + " /a",
                          "https://a.example/v1 " + digest.substr(1) + " /a",
                          "https://a.example/v1 " + std::string(64, 'A') + " /a"}) {
    CAPTURE(pin);
    CHECK(parse(pin).error().code == bad_value);
  }
}

TEST_CASE("text that is not TOML is refused with its line") {
  const auto config = parse_config("[listen]\nport = \n", {});
  REQUIRE_FALSE(config);
  CHECK(config.error().code == bad_file);
  CHECK(config.error().detail.contains("line 2"));
  CHECK_FALSE(parse_config("[listen]\nport = 1\nport = 2\n", {}));
  CHECK_FALSE(parse_config(std::string(100'000, '['), {}));
}

TEST_CASE("a file is read whole, up to its bound") {
  const tests::TemporaryFolder folder;
  const auto path = (folder / "config.toml").string();
  std::ofstream(path) << "[listen]\nport = 81\n";
  CHECK(load_config(path, {})->listen.port == 81);
  CHECK(load_config((folder / "absent.toml").string(), {}).error().code == bad_file);
  CHECK(load_config(folder.path().string(), {}).error().code == bad_file);
  std::ofstream(path) << std::string((1 << 20) + 1, '\n');
  CHECK(load_config(path, {}).error().code == bad_file);
}

TEST_CASE("the printed default file parses to the defaults and tells every key") {
  const auto text = print_default_config();
  const auto config = parse_config(text, {});
  REQUIRE(config);
  CHECK(config->node.data_dir == Config{}.node.data_dir);
  CHECK(config->limits.drain_timeout_ms == Config{}.limits.drain_timeout_ms);
  CHECK(text.contains("[vault]"));
  CHECK(text.contains("passphrase_file = \"\""));
}

TEST_CASE("the process's environment is read") { CHECK_FALSE(system_environment().empty()); }
