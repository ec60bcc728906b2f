#include <doctest/doctest.h>

#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::proof {

TEST_CASE("a suite is found by its name alone") {
  CHECK(get_suite("eddsa-jcs-2022").value()->name == "eddsa-jcs-2022");
  CHECK(get_suite("EDDSA-JCS-2022").error().code == unknown_suite);
  CHECK(get_suite("").error().code == unknown_suite);
}

TEST_CASE("a suite takes keys of its own algorithm") {
  const Cryptosuite& suite = *get_suite("eddsa-jcs-2022").value();
  CHECK(expect_algorithm(suite, keys::Algorithm::ed25519));
  CHECK(expect_algorithm(suite, keys::Algorithm::p256).error().code == wrong_key);
}

TEST_CASE("hash data is the configuration's digest, then the document's") {
  const HashData data(Bytes(32, 1), Bytes(32, 2));
  CHECK(data.view().size() == 64);
  CHECK(data.view().front() == 1);
  CHECK(data.view().back() == 2);
}

}  // namespace waarmerk::proof
