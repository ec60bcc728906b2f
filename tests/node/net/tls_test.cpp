// Certificates on disk become contexts, or a reason why not.
#include "node/net/tls.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_certificate.hpp"

using namespace waarmerk;
using namespace waarmerk::node;

namespace {

std::string write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

}  // namespace

TEST_CASE("a certificate and its key are taken") {
  const tests::TemporaryFolder folder;
  const auto made = tests::make_certificate("localhost");
  CHECK(net::ServerTls::load(
      {write(folder / "c.pem", made.certificate_pem), write(folder / "k.pem", made.key_pem)}));
}

TEST_CASE("a key of another certificate, a missing file and garbage are refused") {
  const tests::TemporaryFolder folder;
  const auto made = tests::make_certificate("localhost");
  const auto certificate = write(folder / "c.pem", made.certificate_pem);
  const auto key = write(folder / "k.pem", made.key_pem);
  const auto other = write(folder / "o.pem", tests::make_certificate("localhost").key_pem);
  const auto garbage = write(folder / "g.pem", "-----BEGIN GARBAGE-----");
  const auto absent = (folder / "absent.pem").string();
  for (const auto& files : {net::TlsFiles{certificate, other}, net::TlsFiles{certificate, absent},
                            net::TlsFiles{absent, key}, net::TlsFiles{garbage, key},
                            net::TlsFiles{certificate, garbage}}) {
    const auto loaded = net::ServerTls::load(files);
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().code == net::bad_tls_files);
  }
}

TEST_CASE("where new files cannot be used, the old certificate stays") {
  const tests::TemporaryFolder folder;
  const auto made = tests::make_certificate("localhost");
  const auto certificate = write(folder / "c.pem", made.certificate_pem);
  const auto tls = net::ServerTls::load({certificate, write(folder / "k.pem", made.key_pem)});
  REQUIRE(tls);
  const auto before = (*tls)->context();
  write(folder / "c.pem", "broken");
  CHECK((*tls)->reload().error().code == net::bad_tls_files);
  CHECK((*tls)->context() == before);
  write(folder / "c.pem", made.certificate_pem);
  CHECK((*tls)->reload());
  CHECK((*tls)->context() != before);
}

TEST_CASE("a file of authorities must hold one") {
  const tests::TemporaryFolder folder;
  CHECK(net::make_client_tls());
  const auto authority = write(folder / "c.pem", tests::make_certificate("a").certificate_pem);
  CHECK(net::make_client_tls(authority));
  const auto garbage = write(folder / "g.pem", "garbage");
  CHECK(net::make_client_tls(garbage).error().code == net::bad_tls_files);
  CHECK_FALSE(net::make_client_tls((folder / "absent.pem").string()));
}
