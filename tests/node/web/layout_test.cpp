#include "node/web/layout.hpp"

#include <doctest/doctest.h>

#include "node/web/assets.hpp"

namespace waarmerk::node::web {

TEST_CASE("a page lets in what is its own and nothing else") {
  const auto page = framed({.title = "</title>", .node_name = "<b>", .body = "<p>x</p>\n"});
  CHECK(page.status == 200);
  CHECK(page.headers.find("Content-Security-Policy") ==
        "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
        "require-trusted-types-for 'script'; trusted-types waarmerk svelte-trusted-html");
  CHECK(page.headers.find("Cross-Origin-Opener-Policy") == "same-origin");
  CHECK(page.headers.find("Content-Type") == "text/html; charset=utf-8");
  CHECK(page.body.contains("<title>&lt;/title&gt;</title>"));
  CHECK(page.body.contains("<bdi>&lt;b&gt;</bdi>"));
  CHECK(page.body.contains("href=\"" + asset_path("page.css") + "\""));
  CHECK_FALSE(page.body.contains("<style"));
  CHECK_FALSE(page.body.contains("://"));
  CHECK_FALSE(page.body.contains(" onclick"));
}

TEST_CASE("a page says its language, and names the others in themselves") {
  const auto page = framed({.language = words::Language::nl,
                            .title = "x",
                            .node_name = "y",
                            .path = "/check",
                            .body = ""});
  CHECK(page.headers.find("Content-Language") == "nl");
  CHECK(page.headers.find("Vary") == "Accept-Language");
  CHECK(page.body.contains("<html lang=\"nl\" dir=\"ltr\">"));
  CHECK(page.body.contains(
      "href=\"/check?lang=en\" lang=\"en\" dir=\"ltr\" hreflang=\"en\">English</a>"));
  CHECK(page.body.contains("hreflang=\"nl\" aria-current=\"true\">Nederlands</a>"));
  CHECK(page.body.contains("Naar de inhoud"));
  const auto answer = framed({.title = "x", .node_name = "y", .body = ""});
  CHECK_FALSE(answer.body.contains("hreflang"));
}

TEST_CASE("what one page alone loads is loaded by that one, and so is the camera") {
  const auto plain = framed({.title = "x", .node_name = "y", .body = ""});
  CHECK(plain.body.contains("<script type=\"module\" src=\"" + asset_path("page.js") + "\">"));
  for (const auto* source : {"book.js", "check.js", "answer.js"}) {
    CHECK_FALSE(plain.body.contains(asset_path(source)));
  }
  CHECK(plain.body.contains("media=\"(prefers-color-scheme: dark)\" content=\"#12161c\""));
  CHECK_FALSE(plain.body.contains("rel=\"manifest\""));
  CHECK(plain.headers.find("Permissions-Policy") == "camera=(), geolocation=(), microphone=()");
  const auto book = framed({.title = "x",
                            .node_name = "y",
                            .body = "",
                            .assets = {"book.css", "book.js"},
                            .manifest = "/m?a&b",
                            .wants_camera = true});
  CHECK(book.body.contains("<link rel=\"stylesheet\" href=\"" + asset_path("book.css") + "\">"));
  CHECK(book.body.contains("<script type=\"module\" src=\"" + asset_path("book.js") + "\">"));
  CHECK(book.body.contains("<link rel=\"manifest\" href=\"/m?a&amp;b\">"));
  CHECK(book.body.contains("<link rel=\"apple-touch-icon\""));
  CHECK(book.headers.find("Permissions-Policy") == "camera=(self), geolocation=(), microphone=()");
}

TEST_CASE("every language has its page, its direction, and a link from every other") {
  for (const auto language : words::all_languages) {
    const auto code = std::string(words::print_language(language));
    CAPTURE(code);
    const auto body =
        framed({.language = language, .title = "x", .node_name = "y", .path = "/check", .body = ""})
            .body;
    const bool is_turned = code == "ar" || code == "fa";
    CHECK(
        body.contains("<html lang=\"" + code + "\" dir=\"" + (is_turned ? "rtl" : "ltr") + "\">"));
    for (const auto other : words::all_languages) {
      const auto link = "href=\"/check?lang=" + std::string(words::print_language(other)) + "\"";
      CHECK(body.contains(link));
      const auto beside =
          "href=\"/check?lang=" + code + "+" + std::string(words::print_language(other)) + "\"";
      CHECK(body.contains(beside) == (other != language));
    }
    CHECK(body.contains("<a class=\"mark\" href=\"/check?lang=" + code + "\">"));
  }
}

TEST_CASE("of two languages each text says which it is, and the page is called what the first is") {
  const auto page = framed({.language = {words::Language::nl, words::Language::ar},
                            .title = "x",
                            .node_name = "y",
                            .path = "/check",
                            .body = ""});
  CHECK(page.headers.find("Content-Language") == "nl, ar");
  CHECK(page.body.contains("<html lang=\"nl\" dir=\"ltr\" data-second-language=\"ar\">"));
  CHECK(
      page.body.contains("<span class=\"pair\"><span lang=\"nl\" dir=\"ltr\">Naar de inhoud</span> "
                         "<span lang=\"ar\" dir=\"rtl\">إلى المحتوى</span></span>"));
  CHECK(page.body.contains("aria-label=\"Taal\""));
  CHECK(page.body.contains("<a class=\"mark\" href=\"/check?lang=nl+ar\">"));
  // Another first language keeps the second; the second goes where it is chosen again.
  CHECK(page.body.contains("href=\"/check?lang=uk+ar\""));
  CHECK(
      page.body.contains("href=\"/check?lang=nl\" lang=\"ar\" dir=\"rtl\" hreflang=\"ar\" "
                         "aria-current=\"true\""));
  CHECK(page.body.contains("<p><a href=\"/check?lang=nl\">Eén taal</a></p>"));
  CHECK(page.body.contains("<p class=\"note\" lang=\"ar\" dir=\"rtl\">"));
}

TEST_CASE("what a machine drafted says so, and what people wrote does not") {
  const auto page_in = [](words::Language language) {
    return framed({.language = language, .title = "x", .node_name = "y", .body = ""}).body;
  };
  CHECK(page_in(words::Language::ar).contains("<p class=\"note\" lang=\"ar\" dir=\"rtl\">"));
  CHECK(page_in(words::Language::ar).contains("<html lang=\"ar\" dir=\"rtl\">"));
  CHECK_FALSE(page_in(words::Language::en).contains("class=\"note\""));
  CHECK_FALSE(page_in(words::Language::nl).contains("class=\"note\""));
}

}  // namespace waarmerk::node::web
