#include "node/web/qr_picture.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::node::web {

TEST_CASE("a QR code is a picture of its own, named for who cannot see it") {
  const auto picture = qr_picture("https://library.example/interactions/0123?iuv=1", "A \"code\"");
  CHECK(picture.contains("role=\"img\" aria-label=\"A &quot;code&quot;\""));
  CHECK(picture.contains("fill=\"#fff\""));
  CHECK(picture.contains("fill=\"#000\""));
  // The finder pattern begins behind the quiet zone: seven dark modules in a row.
  CHECK(picture.contains("M4 4h7v1h-7z"));
  CHECK_FALSE(picture.contains("style"));
}

TEST_CASE("of a text that no QR code can hold there is no picture") {
  CHECK(qr_picture(std::string(8'000, 'x'), "code").empty());
}

}  // namespace waarmerk::node::web
