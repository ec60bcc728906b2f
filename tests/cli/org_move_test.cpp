// Tests of `org move-domain`.
#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "node/ops/config.hpp"
#include "node/ops/text_file.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/own_site.hpp"

namespace waarmerk::cli {
namespace {

using tests::OwnSite;
using tests::text_at;

std::string public_url(const OwnSite& site) {
  const auto text = node::ops::read_text_file(site.folder + "/waarmerk.toml", 1 << 20);
  REQUIRE(text);
  const auto config = node::ops::parse_config(*text, {});
  REQUIRE(config);
  return config->node.public_url;
}

}  // namespace

TEST_CASE("an organisation moves, and its configuration says where it is") {
  OwnSite site;
  site.init();
  site.desk.clock.advance(day_ms);
  const auto before = site.history().newest()->id().text();
  const auto typed = site.type({"org", "move-domain", "https://badges.town.example/", "--json"});
  CHECK(typed.exit == 0);
  const auto did = text_at(typed.out, "did");
  CHECK(did.ends_with(":badges.town.example"));
  CHECK(text_at(typed.out, "versionId").starts_with("2-"));
  CHECK(text_at(typed.out, "url") == "https://badges.town.example");
  const auto history = site.history();
  CHECK(history.newest()->id().text() == did);
  CHECK(history.is_about(did::Did::parse(before).value()));
  CHECK(public_url(site) == "https://badges.town.example");
  // It goes on by its new name.
  CHECK(text_at(site.type({"org", "rotate-key", "--json"}).out, "did") == did);
}

TEST_CASE("a configuration in another form is left alone, and that is said") {
  OwnSite site;
  site.init();
  {
    std::ofstream file(site.folder + "/waarmerk.toml");
    file << "node = { data_dir = \"" << site.folder
         << "\", public_url = \"https://library.example\" }\n"
         << "vault = { passphrase_file = \"" << site.folder << "/passphrase\" }\n";
  }
  site.desk.console.is_terminal = true;
  const auto typed = site.type({"org", "move-domain", "https://badges.town.example"});
  CHECK(typed.exit == 0);
  CHECK(typed.err.contains("Change node.public_url"));
  CHECK(public_url(site) == "https://library.example");
}

TEST_CASE("a move to the same place, to no address, or of a did:web is refused") {
  OwnSite site;
  site.init();
  const auto same = site.type({"org", "move-domain", "https://library.example"});
  CHECK(same.exit == 6);
  CHECK(same.err.contains("(did.already_there)"));
  CHECK(site.type({"org", "move-domain", "town"}).exit == 2);
  CHECK(site.type({"org", "move-domain"}).exit == 2);
  CHECK(site.history().versions().size() == 1);
  OwnSite fixed;
  fixed.init("web");
  const auto web = fixed.type({"org", "move-domain", "https://town.example"});
  CHECK(web.exit == 6);
  CHECK(web.err.contains("(did.fixed_keys)"));
}

}  // namespace waarmerk::cli
