#include "node/web/trouble_page.hpp"

#include "node/http/html.hpp"
#include "node/web/check_page.hpp"
#include "node/web/layout.hpp"
#include "node/web/markup.hpp"
#include "node/web/pictogram.hpp"

namespace waarmerk::node::web {
namespace {

struct Said {
  words::Key title;
  words::Key text;
};

Said said_of(int status) {
  switch (status) {
    case 404: return {"page.missing_title", "page.missing"};
    case 413: return {"page.too_large_title", "page.too_large"};
    case 429: return {"page.failed_title", "wrong.too_often"};
    case 503: return {"page.failed_title", "wrong.unavailable"};
    default: break;
  }
  if (status < 500) return {"page.failed_title", "page.refused"};
  return {"page.failed_title", "page.failed"};
}

}  // namespace

http::Response trouble_page(const Trouble& trouble) {
  const auto& language = trouble.language;
  const auto [title, text] = said_of(trouble.status);
  const auto size = std::to_string(badge_bytes_max / 1'000'000);
  return framed(
      {.status = trouble.status,
       .language = language,
       .title = std::string(words::text_of(language, title)),
       .node_name = trouble.node_name,
       .body = "<h1>" + html_of(language, title) + "</h1>\n<p class=\"lead\">" +
               html_of(language, text, {{"size", size}}) + "</p>\n" +
               (trouble.code.empty() ? ""
                                     : "<p class=\"aside\"><code dir=\"ltr\">" +
                                           http::escape_html(trouble.code) + "</code></p>\n") +
               "<p class=\"deeds\"><a class=\"button\" href=\"/check?lang=" +
               words::print_languages(language) + "\">" + pictogram_of("check") +
               html_of(language, "check.title") + "</a></p>\n"});
}

}  // namespace waarmerk::node::web
