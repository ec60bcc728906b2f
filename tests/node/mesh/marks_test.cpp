#include "node/mesh/marks.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::mesh {

namespace {

Bytes ipv6(std::uint8_t sixth, std::uint8_t last) {
  Bytes address{0x2a, 0x01, 0x04, 0xf8, 0x00, sixth};
  address.resize(16);
  address.back() = last;
  return address;
}

}  // namespace

TEST_CASE("addresses of one /24 have one mark, and those of another have another") {
  CHECK(prefix_mark(Bytes{93, 184, 216, 34}) == prefix_mark(Bytes{93, 184, 216, 1}));
  CHECK(prefix_mark(Bytes{93, 184, 216, 34}) != prefix_mark(Bytes{93, 184, 217, 34}));
  CHECK(prefix_mark(ipv6(1, 1)) == prefix_mark(ipv6(1, 2)));
  CHECK(prefix_mark(ipv6(1, 1)) != prefix_mark(ipv6(2, 1)));
}

TEST_CASE("an address that is written has the mark of its bytes") {
  CHECK(prefix_mark("93.184.216.34") == prefix_mark(Bytes{93, 184, 216, 1}));
  CHECK(prefix_mark("2a01:4f8:1:ffff::1") == prefix_mark(ipv6(1, 7)));
  CHECK(prefix_mark("127.0.0.1") == 0);
  CHECK(prefix_mark("") == 0);
  CHECK(prefix_mark("library.example") == 0);
}

TEST_CASE("whoever is beside us, or behind a proxy, is in nobody's neighbourhood") {
  CHECK(prefix_mark(Bytes{127, 0, 0, 1}) == 0);
  CHECK(prefix_mark(Bytes{10, 1, 2, 3}) == 0);
  CHECK(prefix_mark(Bytes{}) == 0);
  CHECK(prefix_mark(Bytes{93, 184, 216, 34}) != 0);
}

TEST_CASE("the name that was registered is the end of the host's") {
  CHECK(registered_name("badges.rotterdam.example") == "rotterdam.example");
  CHECK(registered_name("rotterdam.example") == "rotterdam.example");
  CHECK(registered_name("a.b.library.co.uk") == "library.co.uk");
  CHECK(registered_name("library.co.uk") == "library.co.uk");
  CHECK(registered_name("co.uk") == "co.uk");
  CHECK(registered_name("abc.nl") == "abc.nl");
  CHECK(registered_name("x.abc.nl") == "abc.nl");
  CHECK(registered_name("x.com.example") == "com.example");
  CHECK(registered_name("x.rotterdam.example.") == "rotterdam.example");
  for (const auto* none : {"localhost", "", ".", "192.0.2.1", "2001:db8::1"})
    CHECK(registered_name(none).empty());
}

TEST_CASE("hosts of one domain have one mark, however they are written") {
  CHECK(domain_mark("a.library.example") == domain_mark("B.Library.Example"));
  CHECK(domain_mark("a.library.example") != domain_mark("a.school.example"));
  CHECK(domain_mark("localhost") == 0);
  CHECK(endpoint_mark("https://a.library.example/bot/1") == domain_mark("library.example"));
  CHECK(endpoint_mark("http://127.0.0.1:8080/bot/1") == 0);
  CHECK(endpoint_mark("n4") == 0);
}

}  // namespace waarmerk::node::mesh
