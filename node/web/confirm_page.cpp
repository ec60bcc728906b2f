#include "node/web/confirm_page.hpp"

#include "node/web/layout.hpp"
#include "node/web/markup.hpp"

namespace waarmerk::node::web {

http::Response confirm_page(const ConfirmPage& page) {
  const auto language = page.language;
  return framed({.language = language,
                 .title = std::string(words::text_of(language, "confirm.page")),
                 .node_name = page.node_name,
                 // A link to another language would lose what is asked.
                 .body = "<div id=\"confirm\">\n<h1>" + html_of(language, "confirm.page") +
                         "</h1>\n<noscript><p class=\"lead\">" +
                         html_of(language, "confirm.no_script") + "</p></noscript>\n</div>\n",
                 .assets = {"confirm.js"}});
}

}  // namespace waarmerk::node::web
