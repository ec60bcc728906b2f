// Tests of `org name-mirrors`.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "node/feed/bot_service.hpp"
#include "tests/support/own_site.hpp"

namespace waarmerk::cli {
namespace {

using tests::OwnSite;
using Names = std::vector<std::string>;

Names mirrors(const OwnSite& site) {
  return node::feed::mirrors_of(site.history().versions().back().document);
}

}  // namespace

TEST_CASE("the mirrors of the configuration stand in the DID until others do, or none") {
  OwnSite site;
  site.init();
  CHECK(site.type({"org", "name-mirrors"}).err.contains("(did.mirrors_named)"));
  auto& configured = site.desk.environment["WAARMERK_NODE_MIRRORS"];
  configured = "https://mirror.example,https://other.example/w/bot/1/";
  const auto named = site.type({"org", "name-mirrors", "--json"});
  CHECK(named.exit == 0);
  CHECK(tests::text_at(named.out, "state") == "in_force");
  const Names both{"https://mirror.example/bot/1", "https://other.example/w/bot/1"};
  CHECK(mirrors(site) == both);
  CHECK(site.type({"org", "name-mirrors"}).err.contains("(did.mirrors_named)"));
  // They stay when something else changes.
  CHECK(site.type({"org", "rotate-key"}).exit == 0);
  CHECK(mirrors(site) == both);
  configured = "";
  CHECK(site.type({"org", "name-mirrors"}).exit == 0);
  CHECK(mirrors(site).empty());
  CHECK(site.history().versions().size() == 4);
}

TEST_CASE("mirrors that cannot be asked are refused before anything changes") {
  OwnSite site;
  site.init();
  const auto refused = [&](const std::string& urls) {
    site.desk.environment["WAARMERK_NODE_MIRRORS"] = urls;
    return site.type({"org", "name-mirrors"}).err;
  };
  CHECK(refused("http://mirror.example").contains("(did.address_refused)"));
  CHECK(refused("https://10.0.0.1").contains("(did.address_refused)"));
  CHECK(refused("https://a.example,https://a.example/").contains("(did.bad_mirrors)"));
  CHECK(refused("mirror.example").contains("(config.bad_value)"));
  CHECK(site.history().versions().size() == 1);
}

}  // namespace waarmerk::cli
