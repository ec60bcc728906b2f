#include "node/net/certificate.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <fstream>

#include "node/net/tls.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_certificate.hpp"

namespace waarmerk::node::net {

TEST_CASE("a certificate tells from when until when it is good") {
  const tests::TemporaryFolder folder;
  const auto path = (folder / "tls.pem").string();
  std::ofstream(path) << tests::make_certificate("localhost").certificate_pem;
  const auto times = read_certificate_times(path);
  REQUIRE(times);
  CHECK(times->ends - times->begins == day_ms + hour_ms);
}

TEST_CASE("what is no certificate has no dates") {
  const tests::TemporaryFolder folder;
  const auto path = (folder / "tls.pem").string();
  CHECK(read_certificate_times(path).error().code == bad_tls_files);
  std::ofstream(path) << tests::make_certificate("localhost").key_pem;
  CHECK(read_certificate_times(path).error().code == bad_tls_files);
}

}  // namespace waarmerk::node::net
