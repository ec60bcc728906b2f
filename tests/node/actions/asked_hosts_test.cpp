#include "node/actions/asked_hosts.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace waarmerk::node::actions {
namespace {

constexpr UnixTime start{1'772'532'720'000};

did::Did at(const std::string& host, int number = 0) {
  return did::Did::parse("did:web:" + host + ":" + std::to_string(number)).value();
}

/// How often in a row this may be asked.
int count(AskedHosts& hosts, const std::string& host, Causer causer, UnixTime now = start) {
  int times = 0;
  while (times < 1000 && hosts.take(at(host, times), causer, now)) ++times;
  return times;
}

}  // namespace

TEST_CASE("who has a host asked again and again does so sixteen times, then each half a minute") {
  AskedHosts hosts;
  CHECK(count(hosts, "victim.example", 7) == 16);
  CHECK(count(hosts, "victim.example", 7, start + 29 * second_ms) == 0);
  CHECK(count(hosts, "victim.example", 7, start + 30 * second_ms) == 1);
  CHECK(count(hosts, "other.example", 7, start + 30 * second_ms) == 16);
}

TEST_CASE("what one causes leaves room for another, at the same host and elsewhere") {
  AskedHosts hosts;
  CHECK(count(hosts, "victim.example", 7) == 16);
  CHECK(count(hosts, "victim.example", 8) == 16);
  CHECK(count(hosts, "other.example", 8) == 16);
}

TEST_CASE("many together have the hosts of one name asked no more than sixty-four times") {
  AskedHosts hosts;
  int times = 0;
  for (Causer causer = 1; causer <= 100; ++causer)
    times += count(hosts, "host" + std::to_string(causer) + ".victim.example", causer);
  CHECK(times == 64);
  CHECK(count(hosts, "victim.example%3A8443", 200) == 0);
  CHECK(count(hosts, "VICTIM.example", 200, start + 5 * second_ms) == 1);
}

TEST_CASE("who names ever other hosts is stopped too") {
  AskedHosts hosts;
  int times = 0;
  while (times < 1000 && hosts.take(at("a" + std::to_string(times) + ".example"), 7, start))
    ++times;
  CHECK(times == 256);
  CHECK(hosts.take(at("honest.example"), 8, start));
}

TEST_CASE("a DID that answers itself asks nobody") {
  AskedHosts hosts;
  const auto key = did::Did::parse("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
  for (int times = 0; times < 1000; ++times) CHECK(hosts.take(*key, 7, start));
  CHECK(hosts.counted() == 0);
}

TEST_CASE("hosts without a registered name are counted each by itself") {
  AskedHosts hosts;
  CHECK(count(hosts, "localhost%3A8080", 7) == 16);
  CHECK(count(hosts, "localhost%3A8081", 7) == 0);
  CHECK(count(hosts, "another", 7) == 16);
  CHECK(host_of(at("localhost%3A8080")) == "localhost");
  CHECK(host_of(did::Did::parse("did:jwk:e30").value()).empty());
}

TEST_CASE("no more is counted than there is room for, and what is over makes room") {
  AskedHosts hosts({.counted_max = 9});
  CHECK(hosts.take(at("a.example"), 1, start));
  CHECK(hosts.take(at("b.example"), 2, start));
  CHECK(hosts.take(at("c.example"), 3, start));
  CHECK_FALSE(hosts.take(at("d.example"), 4, start));
  CHECK(hosts.take(at("a.example"), 1, start));
  CHECK(hosts.counted() == 9);
  CHECK(hosts.take(at("d.example"), 4, start + 2 * minute_ms));
  CHECK(hosts.counted() == 3);
}

TEST_CASE("who names hosts that never answer has two asked at a time, and many of them sixteen") {
  AskedHosts hosts;
  std::vector<AskedHosts::Question> slow;
  for (Causer causer = 2; causer < 40; ++causer) {
    int count = 0;
    while (auto question = hosts.begin(at("slow.example", count), causer, start)) {
      slow.push_back(*std::move(question));
      ++count;
    }
    CHECK(count == (causer < 10 ? 2 : 0));
  }
  CHECK(slow.size() == 16);
  slow.pop_back();
  CHECK(hosts.begin(at("honest.example"), 50, start));
  CHECK(hosts.begin(at("honest.example"), 50, start));  // it was over at once
}

TEST_CASE("who comes from one neighbourhood is one, and all who come by way of a proxy are") {
  CHECK(causer_at("93.184.216.34") == causer_at("93.184.216.99"));
  CHECK(causer_at("93.184.216.34") != causer_at("93.184.217.34"));
  CHECK(causer_at("127.0.0.1") == causer_at(""));
  CHECK(causer_at("127.0.0.1") != 0);
  feed::FeedId one{}, other{};
  other.value.fill(9);
  CHECK(causer_of(one) != 0);
  CHECK(causer_of(one) != causer_of(other));
}

}  // namespace waarmerk::node::actions
