// Pages in HTML, and text of others in them.
#pragma once

#include <string>
#include <string_view>

#include "node/http/language.hpp"
#include "node/http/message.hpp"

namespace waarmerk::node::http {

/// For elements and attributes, also of SVG.
std::string escape_html(std::string_view text);

struct Page {
  int status = 200;
  Language language = Language::en;
  std::string title;       ///< plain text
  std::string_view style;  ///< CSS
  std::string body;        ///< HTML
};

/// A page that runs no script, loads nothing and stands in no frame; its style is let in by its
/// hash. That nobody keeps it, and what else every answer says, is added where it is sent.
Response page_response(const Page& page);

}  // namespace waarmerk::node::http
