#include "crypto/encoding/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::encoding {

TEST_CASE("the edges of each UTF-8 length are accepted") {
  for (const std::string text : {"", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
                                 "\xee\x80\x80", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    CHECK(is_utf8(text));
  }
}

TEST_CASE("overlong forms, surrogates, stray and missing bytes are no UTF-8") {
  for (const std::string text :
       {"\x80", "\xc1\xbf", "\xc2", "\xc2 ", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xe1\x80",
        "\xe1\x80 ", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff"}) {
    CHECK_FALSE(is_utf8(text));
  }
}

}  // namespace waarmerk::encoding
