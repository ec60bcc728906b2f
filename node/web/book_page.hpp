// The page of the badge book, which is kept in the browser: what the node writes around it.
#pragma once

#include <string>

#include "node/http/message.hpp"
#include "node/words/language.hpp"

namespace waarmerk::node::web {

struct BookPage {
  words::Languages language = words::Language::en;
  std::string node_name;
};

/// Says what it is to whom no script runs. Holds nothing of anybody.
http::Response book_page(const BookPage& page);

/// What makes the book an app of a device (W3C Web Application Manifest): named in the first
/// language, and opened in those that it was installed in.
http::Response book_manifest(const BookPage& page);

}  // namespace waarmerk::node::web
