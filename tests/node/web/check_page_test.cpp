#include "node/web/check_page.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/web/assets.hpp"

namespace waarmerk::node::web {

using words::Language;

TEST_CASE("the page takes a file or a text, by a form that needs no script") {
  const auto page = check_page({.language = Language::nl, .node_name = "Werkgever"});
  CHECK(page.status == 200);
  CHECK(page.body.contains("<h1>Is deze badge echt?</h1>"));
  CHECK(page.body.contains(R"(<form class="check" method="post" enctype="multipart/form-data" )"
                           R"(action="/check?lang=nl")"));
  CHECK(page.body.contains(R"(<input type="file" id="file" name="file")"));
  CHECK(page.body.contains(R"(<textarea id="text" name="text")"));
  CHECK(page.body.contains("Controleer</button>"));
  CHECK(page.body.contains("<bdi>Werkgever</bdi>"));
  CHECK(page.body.contains("data-bytes-max=\"4000000\""));
  CHECK(page.body.contains("<script type=\"module\" src=\"" + asset_path("check.js") + "\">"));
  CHECK_FALSE(page.body.contains("role=\"status\""));
}

TEST_CASE("in two languages every text is there twice, and what is sent comes back in both") {
  const auto page = check_page({.language = {Language::nl, Language::ti}, .node_name = "x"});
  CHECK(page.body.contains("action=\"/check?lang=nl+ti\""));
  CHECK(page.body.contains(
      "<h1><span class=\"pair\"><span lang=\"nl\" dir=\"ltr\">Is deze badge echt?"));
  CHECK(page.body.contains("<span lang=\"ti\" dir=\"ltr\">እዚ ባጅ ሓቀኛ ድዩ?</span></span></h1>"));
  CHECK(page.body.contains("<title>Is deze badge echt?</title>"));
}

TEST_CASE("each field has a label, and says what it takes") {
  const auto page = check_page({.node_name = "x"});
  for (const std::string name : {"file", "text"}) {
    CHECK(page.body.contains("<label for=\"" + name + "\">"));
    CHECK(page.body.contains("aria-describedby=\"" + name + "-hint\""));
    CHECK(page.body.contains("id=\"" + name + "-hint\""));
  }
}

TEST_CASE("what was wrong is said first, and the form is there again") {
  const auto page = check_page({.language = Language::en,
                                .node_name = "x",
                                .wrong = words::Key("wrong.nothing"),
                                .status = 400});
  CHECK(page.status == 400);
  const auto said = page.body.find("No file was chosen, or the file is empty");
  REQUIRE(said != std::string::npos);
  CHECK(said < page.body.find("<form"));
  CHECK(page.body.contains("role=\"status\" tabindex=\"-1\" autofocus"));
  CHECK(page.body.contains("<title>Nothing was checked</title>"));
  CHECK(page.body.find("<h1>") == page.body.rfind("<h1>"));
}

TEST_CASE("another language says the same of what was refused, where that can be asked again") {
  CheckForm form{
      .language = Language::en, .node_name = "x", .wrong = words::Key("wrong.did"), .status = 400};
  CHECK(check_page(form).body.contains("<a href=\"/check?lang=nl\""));
  form.again = "<input type=\"hidden\" name=\"again\" value=\"eA\">\n";
  const auto page = check_page(form);
  CHECK(page.body.contains(form.again));
  CHECK(page.body.contains("<button formaction=\"/check?lang=nl\""));
  CHECK_FALSE(page.body.contains("<a href=\"/check?lang=nl\""));
}

TEST_CASE("what checks many takes a script, and nothing of it is shown without one") {
  const auto page = check_page({.language = Language::nl, .node_name = "x"});
  CHECK(page.body.contains(R"(<details class="many" hidden data-action="/check?lang=nl")"));
  CHECK(page.body.contains("<summary>Veel badges tegelijk controleren</summary>"));
}

}  // namespace waarmerk::node::web
