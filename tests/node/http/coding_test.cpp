#include "node/http/coding.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::node::http {

TEST_CASE("a coding is accepted where it is named and not refused") {
  CHECK(accepts_coding("gzip, deflate, br", "br"));
  CHECK(accepts_coding("gzip;q=0.5, BR ; q=1", "br"));
  CHECK(accepts_coding("br;q=0.001", "br"));
  CHECK_FALSE(accepts_coding("br;q=0", "br"));
  CHECK_FALSE(accepts_coding("gzip, br; q=0.000", "br"));
}

TEST_CASE("what is not named is not sent, nor by a wildcard") {
  for (const auto* header : {"", "identity", "*", ",,;", "brotli", "x-br", "gzip;br"})
    CHECK_FALSE_MESSAGE(accepts_coding(header, "br"), header);
  CHECK_FALSE(accepts_coding(std::string(100'000, ',') + "br", "br"));
}

}  // namespace waarmerk::node::http
