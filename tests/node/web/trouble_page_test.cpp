#include "node/web/trouble_page.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::web {

TEST_CASE("what went wrong is said in one sentence, with a way on") {
  const auto missing =
      trouble_page({.status = 404, .node_name = "<b>Library", .code = "http.no_such_route"});
  CHECK(missing.status == 404);
  CHECK(missing.headers.find("Content-Type") == "text/html; charset=utf-8");
  CHECK(missing.headers.find("Content-Security-Policy"));
  CHECK(missing.body.contains("<h1>There is nothing here</h1>"));
  CHECK(missing.body.contains("http.no_such_route"));
  CHECK(missing.body.contains("href=\"/check?lang=en\""));
  CHECK_FALSE(missing.body.contains("<b>Library"));
}

TEST_CASE("what is too large is told how large it may be, and each kind has its own words") {
  const auto large = trouble_page({.status = 413, .language = words::Language::nl});
  CHECK(large.status == 413);
  CHECK(large.body.contains("<h1>Dit is te groot</h1>"));
  CHECK(large.body.contains("hoogstens <bdi>4</bdi> MB"));
  CHECK(trouble_page({.status = 429}).body.contains("Try again in a minute"));
  CHECK(trouble_page({.status = 503}).body.contains("could not be done here now"));
  CHECK(trouble_page({.status = 405}).body.contains("cannot be done here"));
  CHECK(trouble_page({.status = 500}).body.contains("Something went wrong here"));
}

TEST_CASE("it is said in two languages where two are read") {
  const words::Languages both(words::Language::nl, words::Language::en);
  const auto page = trouble_page({.status = 404, .language = both});
  CHECK(page.body.contains("<span lang=\"nl\" dir=\"ltr\">Hier staat niets</span>"));
  CHECK(page.body.contains("<span lang=\"en\" dir=\"ltr\">There is nothing here</span>"));
}

}  // namespace waarmerk::node::web
