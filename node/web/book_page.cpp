#include "node/web/book_page.hpp"

#include <array>
#include <string_view>

#include "crypto/json/writer.hpp"
#include "node/http/json_body.hpp"
#include "node/web/assets.hpp"
#include "node/web/layout.hpp"
#include "node/web/markup.hpp"

namespace waarmerk::node::web {
namespace {

std::string code_of(words::Language language) {
  return std::string(words::print_language(language));
}

/// The script takes the place of all in it once it runs.
std::string body_of(words::Language language) {
  return "<div id=\"book\">\n<h1>" + html_of(language, "book.title") +
         "</h1>\n<p class=\"waiting script-only\" role=\"status\">" +
         html_of(language, "book.opening") + "</p>\n<p class=\"note failed-note\">" +
         html_of(language, "book.too_old") + "</p>\n<noscript><p class=\"lead\">" +
         html_of(language, "book.no_script") + "</p></noscript>\n<p class=\"deeds\">" +
         "<a class=\"button quiet\" href=\"/check?lang=" + code_of(language) + "\">" +
         html_of(language, "book.check") + "</a></p>\n</div>\n";
}

struct Icon {
  std::string_view source;
  std::string_view type;
  std::string_view sizes;
  std::string_view purpose;
};

/// A phone asks for a picture in dots, and one that it may cut to its own shape.
constexpr auto icons = std::to_array<Icon>({
    {"icon.svg", "image/svg+xml", "any", "any"},
    {"icon-192.png", "image/png", "192x192", "any"},
    {"icon-512.png", "image/png", "512x512", "any"},
    {"icon-maskable.png", "image/png", "512x512", "maskable"},
});

}  // namespace

http::Response book_page(const BookPage& page) {
  return framed({.language = page.language,
                 .title = std::string(words::text_of(page.language, "book.title")),
                 .node_name = page.node_name,
                 .path = "/wallet",
                 .body = body_of(page.language),
                 .assets = {"book.css", "book.js"},
                 .manifest = "/wallet.webmanifest?lang=" + code_of(page.language),
                 .wants_camera = true});
}

http::Response book_manifest(const BookPage& page) {
  const auto text = [&](words::Key key) { return words::text_of(page.language, key); };
  const auto start = "/wallet?lang=" + code_of(page.language);
  json::Writer writer;
  writer
      .begin_object()
      // One app, in whatever language it was installed.
      .member("id", "/wallet")
      .member("name", std::string(text("book.title")) + " · " + page.node_name)
      .member("short_name", text("book.short"))
      .member("lang", code_of(page.language))
      .member("dir", words::is_right_to_left(page.language) ? "rtl" : "ltr")
      .member("start_url", start)
      .member("scope", "/")
      .member("display", "standalone")
      .member("background_color", "#fbfaf7")
      .member("theme_color", "#0b4f6c");
  writer.name("icons").begin_array();
  for (const auto& icon : icons) {
    writer.begin_object().member("src", asset_path(icon.source)).member("type", icon.type);
    writer.member("sizes", icon.sizes).member("purpose", icon.purpose).end_object();
  }
  writer.end_array().end_object();
  return http::json_response(200, writer.take(), "application/manifest+json");
}

}  // namespace waarmerk::node::web
