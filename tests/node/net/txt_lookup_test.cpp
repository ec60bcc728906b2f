// TXT records by the system's resolver, from a name server on loopback.
#include "node/net/txt_lookup.hpp"

#include <doctest/doctest.h>

#include "node/fetch/fetcher.hpp"
#include "tests/support/dns_server.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::net {
namespace {

using tests::DnsServer;
using tests::txt_data;

Result<std::vector<std::string>> ask(const DnsServer& server, const std::string& name) {
  TxtLookup lookup({"127.0.0.1", server.port()});
  return tests::run_task(lookup.find_txt(name));
}

}  // namespace

TEST_CASE("the text that stands under a name is found, of that name alone") {
  DnsServer server({.records = {{txt_data({"v=bot1; ", "uri=https://a.example"})}}});
  const auto found = ask(server, "_bot.library.example");
  REQUIRE(found);
  CHECK(*found == std::vector<std::string>{"v=bot1; uri=https://a.example"});
  CHECK(server.question() == "_bot.library.example");  // no domain of this machine behind it
  CHECK(server.asked() == 1);
}

TEST_CASE("a name that does not exist has no text") {
  DnsServer absent({.flags = 0x8183});
  CHECK(ask(absent, "_bot.nobody.example")->empty());
  DnsServer bare({});
  CHECK(ask(bare, "_bot.library.example")->empty());
}

TEST_CASE("a name server that refuses is a failure, and no absence") {
  DnsServer refusing({.flags = 0x8185});
  CHECK(ask(refusing, "_bot.library.example").error().code == fetch::fetch_failed);
}

TEST_CASE("a name that cannot be asked for is a failure") {
  DnsServer server({});
  CHECK(ask(server, "_bot." + std::string(300, 'a') + ".example").error().code ==
        fetch::fetch_failed);
  CHECK(server.asked() == 0);
  TxtLookup odd({"no address", 53});
  CHECK(tests::run_task(odd.find_txt("_bot.library.example")).error().code == fetch::fetch_failed);
}

}  // namespace waarmerk::node::net
