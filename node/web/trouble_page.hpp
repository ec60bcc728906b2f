// The page that says what went wrong, where a browser asked for something that it did not get.
#pragma once

#include <string>

#include "node/http/message.hpp"
#include "node/words/language.hpp"

namespace waarmerk::node::web {

struct Trouble {
  int status = 500;
  words::Languages language = words::Language::en;
  std::string node_name = {};
  std::string code = {};  ///< such as `http.no_such_route`, for who repairs; may be empty
};

/// In one sentence, with a way on to the page for checking.
http::Response trouble_page(const Trouble& trouble);

}  // namespace waarmerk::node::web
