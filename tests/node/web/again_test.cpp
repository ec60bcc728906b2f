#include "node/web/again.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::node::web {

TEST_CASE("what was sent comes back as it was, to the byte") {
  const std::string bytes("\x89PNG\0\xff\"<", 8);
  const auto fields = again_fields({.file = bytes, .beside = "b"});
  const std::string start = "<input type=\"hidden\" name=\"again\" value=\"";
  REQUIRE(fields.starts_with(start));
  const auto value = fields.substr(start.size(), fields.find('"', start.size()) - start.size());
  CHECK(read_again(value) == bytes);
  CHECK(fields.contains("name=\"again_beside\""));
}

TEST_CASE("a link goes along as a link, and is escaped") {
  CHECK(again_fields({.file = "x", .link = "https://a.example/?a=\"&b"}) ==
        "<input type=\"hidden\" name=\"text\" value=\"https://a.example/?a=&quot;&amp;b\">\n");
}

TEST_CASE("nothing, and what is too much for a page, is not carried") {
  CHECK(again_fields({}).empty());
  CHECK(again_fields({.file = std::string(again_bytes_max + 1, 'x')}).empty());
  CHECK_FALSE(again_fields({.file = std::string(again_bytes_max, 'x')}).empty());
}

TEST_CASE("a field that is none of ours is not read") {
  CHECK_FALSE(read_again(""));
  CHECK_FALSE(read_again("not base64url!"));
  CHECK_FALSE(read_again("e=="));
}

}  // namespace waarmerk::node::web
