// Tests of `org name-watchers`.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/own_site.hpp"

namespace waarmerk::cli {
namespace {

using tests::OwnSite;
using tests::text_at;

std::vector<std::string> watchers(const OwnSite& site) {
  const auto opened = site.store();
  const auto own = node::records::load_organisation(*opened);
  const auto did = did::Did::parse((*own)->did).value();
  const auto known = node::records::find_log(*opened, did::scid_of(did));
  return did::WebvhLog::read_kept((*known)->log, did::scid_of(did), site.desk.clock.now())
      .entries()
      .back()
      .parameters.watchers;
}

}  // namespace

TEST_CASE("who watches the DID stands in its history, until others do or nobody") {
  OwnSite site;
  site.init();
  const auto named = site.type(
      {"org", "name-watchers", "https://town.example/", "https://watch.example/w", "--json"});
  CHECK(named.exit == 0);
  CHECK(text_at(named.out, "state") == "in_force");
  const std::vector<std::string> both{"https://town.example", "https://watch.example/w"};
  CHECK(watchers(site) == both);
  // They stay when something else changes.
  CHECK(site.type({"org", "rotate-key"}).exit == 0);
  CHECK(watchers(site) == both);
  CHECK(site.type({"org", "name-watchers", "--none"}).exit == 0);
  CHECK(watchers(site).empty());
  CHECK(site.history().versions().size() == 4);
}

TEST_CASE("watchers that cannot be told are refused before anything changes") {
  OwnSite site;
  site.init();
  CHECK(site.type({"org", "name-watchers"}).exit == 2);
  CHECK(site.type({"org", "name-watchers", "--none", "https://town.example"}).exit == 2);
  const auto refused = [&](std::vector<std::string> urls) {
    urls.insert(urls.begin(), {"org", "name-watchers"});
    return site.type(urls).err;
  };
  CHECK(refused({"http://town.example"}).contains("(did.address_refused)"));
  CHECK(refused({"https://10.0.0.1"}).contains("(did.address_refused)"));
  CHECK(refused({"did:web:town.example"}).contains("(did.address_refused)"));
  CHECK(refused({"https://town.example?a=b"}).contains("(did.bad_watchers)"));
  CHECK(refused({"https://town.example", "https://town.example"}).contains("(did.bad_watchers)"));
  std::vector<std::string> many;
  for (int i = 0; i < 17; ++i) many.push_back("https://w" + std::to_string(i) + ".example");
  CHECK(refused(many).contains("(did.bad_watchers)"));
  CHECK(site.history().versions().size() == 1);
}

}  // namespace waarmerk::cli
