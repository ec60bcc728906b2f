#include "cli/organisation.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "cli/error_codes.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_log.hpp"
#include "node/http/access.hpp"
#include "node/ops/config.hpp"
#include "node/records/data_folder.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/families.hpp"
#include "node/records/organisation.hpp"
#include "node/records/tokens.hpp"
#include "node/routes/table.hpp"
#include "storage/key_vault.hpp"
#include "storage/rocks_store.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {
namespace {

struct Site {
  tests::TemporaryFolder folder;
  tests::Desk desk{UnixTime{1'772'532'720'000}};
  Workspace workspace = desk.make_workspace();

  OrganisationPlan plan(const std::string& url = "https://library.example/badges/") {
    return {.folder = folder / "library",
            .name = "Library",
            .url = url,
            .method = url.empty() ? DidMethod::key : DidMethod::web,
            .passphrase = SecretBytes(to_bytes(bytes_of("correct horse")))};
  }
};

unsigned mode_of(const std::filesystem::path& path) {
  struct stat status{};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

std::unique_ptr<storage::RocksStore> open_store(const std::filesystem::path& path) {
  const std::vector<std::string> families(node::records::family_names.begin(),
                                          node::records::family_names.end());
  auto store = storage::RocksStore::open(path, families);
  REQUIRE(store);
  return std::move(*store);
}

}  // namespace

TEST_CASE("an organisation with a URL has a did:web, two keys and a store that knows it") {
  Site site;
  const auto made = make_organisation(site.plan(), site.workspace);
  REQUIRE(made);
  CHECK(made->did.text() == "did:web:library.example:badges");
  const node::records::DataFolder folder{made->folder};
  const auto keys = storage::list_vault(folder.vault());
  REQUIRE(keys);
  REQUIRE(keys->size() == 2);
  CHECK((*keys)[0].name == "issuing-1");
  CHECK((*keys)[1].name == "feed");
  const auto organisation = node::records::load_organisation(*open_store(folder.store())).value();
  REQUIRE(organisation);
  CHECK(organisation->did == made->did.text());
  CHECK(organisation->url == "https://library.example/badges");
  CHECK(organisation->feed_key == "feed");
}

TEST_CASE("an organisation with a history has the keys that change it, and the first line") {
  Site site;
  auto plan = site.plan();
  plan.method = DidMethod::webvh;
  const auto made = make_organisation(std::move(plan), site.workspace);
  REQUIRE(made);
  CHECK(made->did.text().ends_with(":library.example:badges"));
  const node::records::DataFolder folder{made->folder};
  const auto keys = storage::list_vault(folder.vault());
  REQUIRE(keys);
  REQUIRE(keys->size() == 4);
  CHECK((*keys)[2].name == "update-1");
  CHECK((*keys)[3].name == "update-2");
  const auto store = open_store(folder.store());
  const auto known = node::records::find_log(*store, did::scid_of(made->did));
  REQUIRE(*known);
  const auto log =
      did::WebvhLog::read((*known)->log, did::scid_of(made->did), site.workspace.now());
  CHECK_FALSE(log.fault());
  CHECK(log.entries().front().id == made->did.text());
}

TEST_CASE("an organisation without a URL is its key") {
  Site site;
  const auto made = make_organisation(site.plan(""), site.workspace);
  REQUIRE(made);
  CHECK(made->did.method() == "key");
  const node::records::DataFolder folder{made->folder};
  CHECK(storage::list_vault(folder.vault()).value().size() == 1);
  const auto organisation = node::records::load_organisation(*open_store(folder.store())).value();
  REQUIRE(organisation);
  CHECK(organisation->issuing_key == "issuing-1");
  CHECK(organisation->feed_key == "issuing-1");
}

TEST_CASE("a drawn passphrase is not made slow to guess, and one that a person chose is") {
  // spec/storage/vault.md: behind magic and version, 4 bytes passes and 4 bytes KiB.
  const auto cost_of = [](bool is_drawn) {
    Site site;
    auto plan = site.plan();
    plan.keeps_passphrase = is_drawn;
    const auto made = make_organisation(std::move(plan), site.workspace);
    REQUIRE(made);
    const auto vault = (made->folder / "keys.vault").string();
    return site.workspace.read_file(vault, 100'000).value().substr(12, 8);
  };
  CHECK(cost_of(true) == std::string("\0\0\0\1\0\0\x20\0", 8));
  CHECK(cost_of(false) != cost_of(true));
}

TEST_CASE("everything in the folder is for its owner alone") {
  Site site;
  auto plan = site.plan();
  plan.keeps_passphrase = true;
  const auto made = make_organisation(std::move(plan), site.workspace);
  REQUIRE(made);
  CHECK(mode_of(made->folder) == 0700);
  for (const auto* name : {"keys.vault", "admin.token", "waarmerk.toml", "passphrase"}) {
    CHECK_MESSAGE(mode_of(made->folder / name) == 0600, name);
  }
}

TEST_CASE("the token in its file is one that the store knows, with every scope there is") {
  Site site;
  const auto made = make_organisation(site.plan(), site.workspace);
  REQUIRE(made);
  const auto text = site.workspace.read_file(made->admin_token, 1000).value();
  REQUIRE(text.ends_with('\n'));
  const auto token = text.substr(0, text.size() - 1);
  const auto id = node::http::token_id(token);
  REQUIRE(id);
  const auto store = open_store(made->folder / "data");
  const auto kept = node::records::find_token(*store, *id).value();
  REQUIRE(kept);
  CHECK(kept->hash == sha256(bytes_of(token)));
  CHECK(kept->scopes.size() == std::size(node::routes::scope::all));
  for (const auto scope : node::routes::scope::all) {
    CHECK(std::ranges::find(kept->scopes, scope) != kept->scopes.end());
  }
}

TEST_CASE("the configuration is one that the node reads") {
  Site site;
  auto plan = site.plan("http://localhost:8081");
  plan.name = "Café \"De Brug\"";
  plan.passphrase_file = "/run/secrets/passphrase";
  const auto made = make_organisation(std::move(plan), site.workspace);
  REQUIRE(made);
  const auto config = node::ops::load_config(made->config.string(), {});
  REQUIRE(config);
  CHECK(config->node.data_dir == made->folder.string());
  CHECK(config->node.name == "Café \"De Brug\"");
  CHECK(config->node.public_url == "http://localhost:8081");
  CHECK(config->listen.port == 8081);
  CHECK(config->fetch.allow_plain_http_on_loopback);
  CHECK(config->vault.passphrase_file == "/run/secrets/passphrase");
}

TEST_CASE("a second organisation in one folder is refused, and the first stays as it was") {
  Site site;
  REQUIRE(make_organisation(site.plan(), site.workspace));
  const auto before = storage::list_vault(site.folder / "library" / "keys.vault").value();
  const auto again = make_organisation(site.plan(), site.workspace);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == organisation_exists);
  CHECK(storage::list_vault(site.folder / "library" / "keys.vault").value() == before);
}

TEST_CASE("what cannot be an organisation leaves nothing behind") {
  Site site;
  auto nameless = site.plan();
  nameless.name = "";
  CHECK(make_organisation(std::move(nameless), site.workspace).error().code == bad_usage);
  auto two_lines = site.plan();
  two_lines.name = "Lib\nrary";
  CHECK(make_organisation(std::move(two_lines), site.workspace).error().code == bad_usage);
  auto long_name = site.plan();
  long_name.name = std::string(name_bytes_max + 1, 'a');
  CHECK(make_organisation(std::move(long_name), site.workspace).error().code == bad_usage);
  for (const auto* url : {"http://library.example", "https://192.0.2.1", "library", "https://"}) {
    CHECK_FALSE_MESSAGE(make_organisation(site.plan(url), site.workspace), url);
  }
  auto no_passphrase = site.plan();
  no_passphrase.passphrase = SecretBytes();
  CHECK(make_organisation(std::move(no_passphrase), site.workspace).error().code ==
        storage::bad_passphrase);
  CHECK_FALSE(std::filesystem::exists(site.folder / "library"));
}

}  // namespace waarmerk::cli
