// Layout: what every page has around it, and the headers that keep all else out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "node/http/message.hpp"
#include "node/words/language.hpp"

namespace waarmerk::node::web {

struct Frame {
  int status = 200;
  words::Languages language = words::Language::en;
  std::string title;      ///< plain text
  std::string node_name;  ///< plain text
  /// The page in another language is at this path with `lang=` in its query; empty for an answer to
  /// what was sent, which is asked for once more with `again`.
  std::string path = {};
  std::string body;  ///< HTML
  /// Of an answer: the hidden fields of a form that asks the same in another language
  /// (web/again.hpp); empty where it cannot be asked again.
  std::string again = {};
  /// What this page loads beside what each does: sources such as `book.css` and `book.js`.
  std::vector<std::string_view> assets = {};
  std::string manifest = {};  ///< the path of a web app manifest; empty where it has none
  bool wants_camera = false;
};

/// A page that loads its own style, script and font from this node, and nothing from anybody else.
http::Response framed(const Frame& frame);

}  // namespace waarmerk::node::web
