// Office: a desk with an organisation of its own, whose node is a row of canned answers.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "cli/config_text.hpp"
#include "crypto/keys/secret_key.hpp"
#include "storage/durable_file.hpp"
#include "storage/key_vault.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::tests {

/// The folder is as `org init` makes it, but without a store: making one takes a second.
class Office {
 public:
  Office() {
    const std::filesystem::path folder = this->folder();
    std::filesystem::create_directories(folder / "data");
    save("passphrase", "a passphrase of the office\n");
    save("admin.token", "wmk_0123456789abcdef_" + std::string(64, '0') + "\n");
    const auto config =
        cli::write_config({{"node", "data_dir", folder.string()},
                           {"node", "public_url", std::string("http://localhost:8099")},
                           {"listen", "port", std::int64_t{8099}},
                           {"vault", "passphrase_file", (folder / "passphrase").string()}});
    save("waarmerk.toml", config.value());
    make_vault();
    desk.environment["WAARMERK_CONFIG"] = (folder / "waarmerk.toml").string();
  }

  std::string folder() const { return (home_ / "library").string(); }
  std::string home() const { return home_.path().string(); }

  /// What the node answers, and the last thing that it was asked.
  void answer(const std::string& request, int status, const std::string& body) {
    const auto space = request.find(' ');
    desk.network.answers[request.substr(0, space) + " http://127.0.0.1:8099" +
                         request.substr(space + 1)] = {
        .status = status, .content_type = "application/json", .body = body};
  }
  const node::fetch::FetchRequest& last() const {
    REQUIRE_FALSE(desk.network.asked.empty());
    return desk.network.asked.back();
  }

  Desk desk{badge_now};

 private:
  void save(const std::string& name, const std::string& text) const {
    REQUIRE(storage::save_private_file(std::filesystem::path(folder()) / name, bytes_of(text)));
  }
  void make_vault() const {
    SystemRandom random;
    auto vault =
        storage::KeyVault::create(std::filesystem::path(folder()) / "keys.vault",
                                  SecretBytes(to_bytes(bytes_of("a passphrase of the office"))),
                                  storage::vault_cost_min, random);
    REQUIRE(vault);
    for (const auto* name : {"issuing-1", "feed"}) {
      const auto key = keys::SecretKey::generate(keys::Algorithm::ed25519, random);
      REQUIRE(vault->add(name, key, badge_now, random));
    }
  }

  TemporaryFolder home_;
};

}  // namespace waarmerk::tests
