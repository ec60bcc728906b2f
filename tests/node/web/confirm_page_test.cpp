#include "node/web/confirm_page.hpp"

#include <doctest/doctest.h>

#include "node/web/assets.hpp"

namespace waarmerk::node::web {

using words::Language;

TEST_CASE("the page for confirming loads its script, and says why where none runs") {
  const auto page = confirm_page({.language = Language::ar, .node_name = "x"});
  CHECK(page.status == 200);
  CHECK(page.body.contains("<html lang=\"ar\" dir=\"rtl\">"));
  CHECK(page.body.contains("<script type=\"module\" src=\"" + asset_path("confirm.js") + "\">"));
  CHECK(page.body.contains("<noscript>"));
  // A link to another language would lose what is asked.
  CHECK_FALSE(page.body.contains("hreflang"));
}

}  // namespace waarmerk::node::web
