#include "node/credential/picture.hpp"

#include <doctest/doctest.h>

using namespace waarmerk::node::credential;

TEST_CASE("a picture in base64 comes out, with padding or without") {
  CHECK(picture_in("data:image/svg+xml;base64,PHN2Zy8+") == "<svg/>");
  CHECK(picture_in("data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=") == "<svg></svg>");
  CHECK(picture_in("data:image/png;base64,/+8") == "\xFF\xEF");
}

TEST_CASE("another URL, another type or broken base64 is no picture") {
  for (const auto* url : {"", "https://a.example/x.png", "data:image/gif;base64,AAAA",
                          "data:image/png,AAAA", "data:image/png;base64,A"}) {
    CHECK(picture_in(url).error().code == no_picture);
  }
}
