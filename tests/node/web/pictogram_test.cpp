#include "node/web/pictogram.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/web/assets.hpp"

namespace waarmerk::node::web {

TEST_CASE(
    "every pictogram that a page asks for is in the one file, and is silent beside its word") {
  const auto path = asset_path("pictograms.svg");
  const auto* file = find_asset(path.substr(path.rfind('/') + 1));
  REQUIRE(file != nullptr);
  CHECK(file->type == "image/svg+xml");
  for (const std::string name :
       {"give", "take", "check", "share", "print", "key", "time", "person", "building", "question",
        "language", "file", "good", "note", "bad", "unknown"}) {
    CAPTURE(name);
    CHECK(file->plain.contains("<symbol id=\"" + name + "\""));
    CHECK(pictogram_of(name) == "<svg class=\"pictogram\" aria-hidden=\"true\"><use href=\"" +
                                    path + "#" + name + "\"/></svg>");
  }
  CHECK_FALSE(file->plain.contains("<script"));
  CHECK_FALSE(file->plain.contains("style"));
}

}  // namespace waarmerk::node::web
