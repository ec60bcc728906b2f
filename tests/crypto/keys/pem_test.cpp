#include "crypto/keys/pem.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/keys/jwk.hpp"

using namespace waarmerk;
using namespace waarmerk::keys;

namespace {

// Made for this test with openssl, whose own print-outs give the points.
constexpr std::string_view p256_pem =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEz6GPr0bY/unkOSuzu1x/TeRqaRP8\n"
    "zAOwL2mptQlhFIVgAk4wFzYJ6eCycq3qU/ZAJ139I/s6oChjr/4/BiFqEA==\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view rsa_pem =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqF98gtFQJjLYcsRuh9ku\n"
    "JfAjtZU7yd+sPCNeeXFwbXUz6nPd1YDYmvTwjZwdZjhptgyZj2W0DC0hKAkOjU/5\n"
    "uryhtX2pbHuA+CTCoSGSeTMxZ1+uspj8rrzqNkd2vx3v91ECycydMuLmaOC8x9l1\n"
    "52jIuTEXdVA8Xe+thvbzhNLuE3hckf+GtrWJMLVxOveZo8Q1UlUO+JtWwT1pqYcF\n"
    "Xd/4kt4SkpgkpuVZiIGja6cxC0ixOlcZ+YghdlgKq+JycdhkJQCgWqqsVLzUywUS\n"
    "bPv354JfiNJrslgJs+lodDqdyArGePv/WGDIWl3ujzG4Qzu2a7wZ+pH9RPjbXdC7\n"
    "+wIDAQAB\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view ed448_pem =
    "-----BEGIN PUBLIC KEY-----\n"
    "MEMwBQYDK2VxAzoAcf3qKMLDXkj6y3QlqyJXu53eMU1RmXdDDmeG3YCkOHCxcCHJ\n"
    "H+CsNOs7k/tGbu1X7WdfJd52Vy0A\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view small_rsa_pem =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQD6mwU5XWMBEbwgRnWyef91tT+S\n"
    "ls9kOzAhqS3AIkflPTfqd5IsTOd3LTpxnZEwPPrQvDeuT8Coblw6qfjkDa+nHopf\n"
    "bhwtRmu6jAqm0b3IqlzwhlQg4lbMx8xJapuNHwFslrwx8XPACP9KX6gD0p74mK+M\n"
    "ZAER+IRICX/sBLrFYQIDAQAB\n"
    "-----END PUBLIC KEY-----\n";

}  // namespace

TEST_CASE("a key on a curve and an RSA key are read from PEM") {
  const auto curve = read_pem(p256_pem);
  REQUIRE(curve);
  CHECK(curve->algorithm() == Algorithm::p256);
  CHECK(jwk_thumbprint(*curve) == "84FSCs62WKPH7M84_yi_ssRX-_oNohf5otO5DHiDDUI");
  const auto rsa = read_pem(rsa_pem);
  REQUIRE(rsa);
  CHECK(rsa->algorithm() == Algorithm::rsa);
  CHECK(jwk_thumbprint(*rsa) == "W1TcZQ_oI7CxCacfgMNScMSKWwZUBzegKrchw2yXn0I");
}

TEST_CASE("a key of another kind, or a weak one, is not supported") {
  CHECK(read_pem(ed448_pem).error().code == unsupported_key);
  CHECK(read_pem(small_rsa_pem).error().code == unsupported_key);
}

TEST_CASE("what is no PEM of a public key is malformed") {
  CHECK(read_pem("").error().code == bad_key);
  CHECK(read_pem("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n").error().code == bad_key);
  std::string broken(p256_pem);
  broken.replace(broken.find('\n') + 10, 1, "!");
  CHECK(read_pem(broken).error().code == bad_key);
  std::string secret(p256_pem);
  secret.replace(secret.find("PUBLIC"), 6, "PRIVATE");
  CHECK(read_pem(secret).error().code == bad_key);
  CHECK(read_pem(std::string(pem_bytes_max + 1, 'x')).error().code == bad_key);
}
