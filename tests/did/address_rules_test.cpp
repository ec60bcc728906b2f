#include "did/address_rules.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <string>

namespace waarmerk::did {
namespace {

constexpr AddressPolicy with_loopback{.plain_http_on_loopback = true};

/// The 4 bytes of `1.2.3.4`, or the 16 of eight hexadecimal groups, written out in full.
Bytes address(const std::string& text) {
  const bool is_v4 = text.find(':') == std::string::npos;
  Bytes bytes;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(is_v4 ? '.' : ':', at), text.size());
    const auto number = std::stoul(text.substr(at, end - at), nullptr, is_v4 ? 10 : 16);
    if (!is_v4) bytes.push_back(static_cast<std::uint8_t>(number >> 8));
    bytes.push_back(static_cast<std::uint8_t>(number & 0xff));
    at = end + 1;
  }
  REQUIRE(bytes.size() == (is_v4 ? 4U : 16U));
  return bytes;
}

void check_refused(const std::string& url, const AddressPolicy& policy) {
  CAPTURE(url);
  const auto checked = check_fetch_url(url, policy);
  REQUIRE_FALSE(checked);
  CHECK(checked.error().code == address_refused);
}

}  // namespace

TEST_CASE("a URL that passes comes in the parts that a client needs") {
  const auto url = parse_fetch_url("HTTPS://School.Example:8443/status/3?x=%20y");
  REQUIRE(url);
  CHECK(url->tls);
  CHECK(url->host == "school.example");
  CHECK(url->port == 8443);
  CHECK(url->authority == "school.example:8443");
  CHECK(url->target == "/status/3?x=%20y");
  CHECK_FALSE(url->is_loopback);
}

TEST_CASE("a URL without port or path gets 443 and a slash") {
  const auto url = parse_fetch_url("https://school.example?a");
  REQUIRE(url);
  CHECK(url->port == 443);
  CHECK(url->authority == "school.example");
  CHECK(url->target == "/?a");
}

TEST_CASE("ordinary hosts are accepted") {
  for (const std::string url :
       {"https://a.b", "https://xn--bcher-kva.example/", "https://1.example", "https://4.3.2.1.nl/",
        "https://0x7f.example/", "https://a-b.c-d.example:65535/x", "https://example.com/a/../b",
        "https://localhost.example/"}) {
    CAPTURE(url);
    CHECK(check_fetch_url(url));
  }
}

TEST_CASE("an IP literal is refused in each notation that some library understands") {
  for (const std::string url : {"https://127.0.0.1/",
                                "https://8.8.8.8/",
                                "https://127.1/",
                                "https://127.0.1/",
                                "https://2130706433/",
                                "https://017700000001/",
                                "https://0177.0.0.1/",
                                "https://0x7f.0.0.1/",
                                "https://0x7f000001/",
                                "https://127.0.0.0x1/",
                                "https://0X7F.0.0.0X1/",
                                "https://1.2.3.0x/",
                                "https://127.0.0.1./",
                                "https://[::1]/",
                                "https://[::ffff:127.0.0.1]/",
                                "https://[fe80::1]/",
                                "https://[fe80::1%25eth0]/",
                                "https://::1/",
                                "https://%31%32%37.0.0.1/",
                                "https://127%2e0%2e0%2e1/",
                                "https://%5B::1%5D/",
                                "https://0/",
                                "https://00000000/",
                                "https://127\xe3\x80\x82"
                                "0\xe3\x80\x82"
                                "0\xe3\x80\x82"
                                "1/",
                                "https://\xef\xbc\x91.1/",
                                "https://example.1/",
                                "https://a.b.c.99/"}) {
    check_refused(url, {});
  }
}

TEST_CASE("what is no full domain name is refused") {
  for (const std::string url :
       {"https:///x", "https://", "https://intranet/", "https://localhost/", "https://LOCALHOST/",
        "https://a.localhost/", "https://localhost./", "https://school.example./",
        "https://.school.example/", "https://school..example/", "https://-a.example/",
        "https://a-.example/", "https://a_b.example/", "https://school example/", "https://a.b%00/",
        "https://b\xc3\xbc"
        "cher.example/",
        "https://a.b*/"}) {
    check_refused(url, {});
  }
  check_refused("https://" + std::string(64, 'a') + ".example/", {});
  CHECK(check_fetch_url("https://" + std::string(63, 'a') + ".example/"));
}

TEST_CASE("a host of 253 characters is accepted and a longer one is not") {
  std::string host = "a";
  while (host.size() < 253) host += ".a";
  CHECK(host.size() == 253);
  CHECK(check_host(host));
  CHECK_FALSE(check_host("a" + host));
}

TEST_CASE("only https is fetched, and no part may hide another host") {
  for (const std::string url : {"",
                                "school.example",
                                "http://school.example/",
                                "ftp://school.example/",
                                "file:///etc/passwd",
                                "https:school.example/",
                                "https:/school.example/",
                                "https:\\\\school.example\\",
                                "https://user@school.example/",
                                "https://user:pw@school.example/",
                                "https://school.example@evil.example/",
                                "https://school.example\\@evil.example/",
                                "https://evil.example\\.school.example/",
                                "https://school.example#@evil.example/",
                                "https://school.example/#x",
                                "https://school.example/\r\nHost: a",
                                "https://school.example/ x",
                                "https://school.example/\x7f",
                                "https://school.example/\xc3\xa9",
                                " https://school.example/",
                                "https://school.example\t/",
                                "https://school.example/\"",
                                "javascript://school.example/",
                                "https://school.example/a\\b"}) {
    check_refused(url, {});
    check_refused(url, with_loopback);
  }
}

TEST_CASE("a port is a number from 1 to 65535") {
  CHECK(check_fetch_url("https://school.example:1/"));
  CHECK(check_fetch_url("https://school.example:65535/"));
  for (const std::string port :
       {"", "0", "65536", "-1", "+1", "080", "8a", "99999999999", "1:2", "%38"}) {
    check_refused("https://school.example:" + port + "/", {});
  }
}

TEST_CASE("a URL of 4096 bytes is accepted and one of 4097 is not") {
  const std::string head = "https://school.example/";
  CHECK(check_fetch_url(head + std::string(fetch_url_bytes_max - head.size(), 'a')));
  check_refused(head + std::string(fetch_url_bytes_max - head.size() + 1, 'a'), {});
}

TEST_CASE("loopback is asked over plain HTTP only where the operator allows it") {
  for (const std::string url :
       {"http://localhost:8080/x", "http://LocalHost/", "http://127.0.0.1:1/", "http://[::1]:8080/",
        "https://localhost/"}) {
    CAPTURE(url);
    check_refused(url, {});
    const auto parts = parse_fetch_url(url, with_loopback);
    REQUIRE(parts);
    CHECK(parts->is_loopback);
  }
  CHECK(parse_fetch_url("http://[::1]:8080/", with_loopback)->host == "::1");
  CHECK(parse_fetch_url("http://[::1]:8080/", with_loopback)->port == 8080);
  CHECK(parse_fetch_url("http://localhost", with_loopback)->port == 80);
}

TEST_CASE("allowing loopback allows nothing else") {
  for (const std::string url :
       {"http://school.example/", "http://127.0.0.2/", "http://127.1/", "http://[::2]/",
        "http://[::1/", "http://::1/", "http://[::1]x/", "http://10.0.0.1/",
        "http://localhost.evil.example/", "http://a.localhost/", "http://localhost@evil.example/",
        "http://[::ffff:127.0.0.1]/"}) {
    check_refused(url, with_loopback);
  }
}

TEST_CASE("addresses of the public internet are public") {
  for (const std::string text : {"1.1.1.1",
                                 "8.8.8.8",
                                 "9.255.255.255",
                                 "11.0.0.0",
                                 "100.63.255.255",
                                 "100.128.0.0",
                                 "126.255.255.255",
                                 "128.0.0.0",
                                 "169.253.255.255",
                                 "172.15.255.255",
                                 "172.32.0.0",
                                 "192.0.1.0",
                                 "192.167.255.255",
                                 "198.17.255.255",
                                 "198.20.0.0",
                                 "223.255.255.255",
                                 "2a00:1450:4009:081a:0:0:0:200e",
                                 "2606:4700:4700:0:0:0:0:1111",
                                 "2001:0200:0:0:0:0:0:1",
                                 "0:0:0:0:0:ffff:0808:0808",
                                 "0064:ff9b:0:0:0:0:0808:0808",
                                 "2002:0808:0808:0:0:0:0:1"}) {
    CAPTURE(text);
    CHECK(is_public_address(address(text)));
  }
}

TEST_CASE("addresses with a special purpose are not public") {
  for (const std::string text : {"0.0.0.0",
                                 "0.255.255.255",
                                 "10.0.0.0",
                                 "10.255.255.255",
                                 "100.64.0.0",
                                 "100.127.255.255",
                                 "127.0.0.1",
                                 "127.255.255.255",
                                 "169.254.169.254",
                                 "172.16.0.0",
                                 "172.31.255.255",
                                 "192.0.0.8",
                                 "192.0.2.1",
                                 "192.88.99.1",
                                 "192.168.0.1",
                                 "198.18.0.0",
                                 "198.19.255.255",
                                 "198.51.100.7",
                                 "203.0.113.9",
                                 "224.0.0.1",
                                 "239.255.255.255",
                                 "240.0.0.1",
                                 "255.255.255.255",
                                 "168.63.129.16",
                                 "0:0:0:0:0:0:0:0",
                                 "0:0:0:0:0:0:0:1",
                                 "0:0:0:0:0:0:7f00:1",
                                 "0:0:0:0:0:ffff:7f00:1",
                                 "0:0:0:0:0:ffff:0a00:1",
                                 "0:0:0:0:0:ffff:a9fe:a9fe",
                                 "0:0:0:0:ffff:0:0808:0808",
                                 "0064:ff9b:0:0:0:0:0a00:1",
                                 "0064:ff9b:1:0:0:0:0808:0808",
                                 "2002:7f00:1:0:0:0:0:1",
                                 "2002:c0a8:1:0:0:0:0:1",
                                 "0100:0:0:0:0:0:0:1",
                                 "2001:0:0:0:0:0:0:1",
                                 "2001:2:0:0:0:0:0:1",
                                 "2001:10:0:0:0:0:0:1",
                                 "2001:1ff:0:0:0:0:0:1",
                                 "2001:db8:0:0:0:0:0:1",
                                 "3fff:0:0:0:0:0:0:1",
                                 "3fff:0fff:0:0:0:0:0:1",
                                 "5f00:0:0:0:0:0:0:1",
                                 "fc00:0:0:0:0:0:0:1",
                                 "fd12:3456:0:0:0:0:0:1",
                                 "fe80:0:0:0:0:0:0:1",
                                 "fec0:0:0:0:0:0:0:1",
                                 "ff02:0:0:0:0:0:0:1",
                                 "4000:0:0:0:0:0:0:1"}) {
    CAPTURE(text);
    CHECK_FALSE(is_public_address(address(text)));
  }
}

TEST_CASE("an address that is neither 4 nor 16 bytes is not public and not loopback") {
  for (const std::size_t size : {0U, 1U, 3U, 5U, 15U, 17U}) {
    CAPTURE(size);
    CHECK_FALSE(is_public_address(Bytes(size, 8)));
    CHECK_FALSE(is_loopback_address(Bytes(size, 127)));
  }
}

TEST_CASE("after DNS, a public host may not be at home and a loopback host must be") {
  const auto school = parse_fetch_url("https://school.example/");
  const auto here = parse_fetch_url("http://localhost/", with_loopback);
  REQUIRE(school);
  REQUIRE(here);
  CHECK(check_address(*school, address("8.8.8.8")));
  for (const std::string text : {"127.0.0.1", "10.0.0.1", "0:0:0:0:0:0:0:1"}) {
    CAPTURE(text);
    const auto checked = check_address(*school, address(text));
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == address_refused);
  }
  CHECK(check_address(*here, address("127.0.0.1")));
  CHECK(check_address(*here, address("0:0:0:0:0:0:0:1")));
  CHECK(check_address(*here, address("0:0:0:0:0:ffff:7f00:1")));
  CHECK_FALSE(check_address(*here, address("8.8.8.8")));
  CHECK_FALSE(check_address(*here, address("192.168.0.1")));
}

}  // namespace waarmerk::did
