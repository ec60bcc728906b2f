#include "crypto/json/wide_integers.hpp"

#include <doctest/doctest.h>

namespace waarmerk::json {

TEST_CASE("only integers past 64 bits are widened, and none inside a string") {
  CHECK(widen_integers("[18446744073709551615,-9223372036854775808]") ==
        "[18446744073709551615,-9223372036854775808]");
  CHECK(widen_integers("[18446744073709551616,-9223372036854775809]") ==
        "[18446744073709551616e0,-9223372036854775809e0]");
  CHECK(widen_integers(R"({"99999999999999999999\"":99999999999999999999.5})") ==
        R"({"99999999999999999999\"":99999999999999999999.5})");
  CHECK(widen_integers("99999999999999999999e3") == "99999999999999999999e3");
}

TEST_CASE("text that is no JSON is copied to its end") {
  CHECK(widen_integers("\"open \\") == "\"open \\");
  CHECK(widen_integers("- -1 1-1 ++") == "- -1 1-1 ++");
  CHECK(widen_integers("") == "");
}

}  // namespace waarmerk::json
