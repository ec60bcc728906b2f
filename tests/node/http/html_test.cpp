#include "node/http/html.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::http {

TEST_CASE("text of others begins no element, no attribute and no entity") {
  CHECK(escape_html("<b class='x'>&amp;\"") == "&lt;b class=&#39;x&#39;&gt;&amp;amp;&quot;");
  CHECK(escape_html("Bibliotheek") == "Bibliotheek");
}

TEST_CASE("a page lets in its own style and nothing else") {
  const auto page = page_response(
      {.language = Language::nl, .title = "</title>", .style = "p{}", .body = "<p>x</p>\n"});
  CHECK(page.status == 200);
  CHECK(page.body.starts_with("<!DOCTYPE html>\n<html lang=\"nl\">"));
  CHECK(page.body.contains("<title>&lt;/title&gt;</title>"));
  CHECK(page.body.contains("<style>p{}</style>"));
  // printf 'p{}' | openssl dgst -sha256 -binary | base64
  CHECK(page.headers.find("Content-Security-Policy") ==
        "default-src 'none'; style-src 'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y='; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
}

}  // namespace waarmerk::node::http
