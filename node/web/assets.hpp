// Assets: the style, script, icon and fonts of the pages, which are part of the program.
#pragma once

#include <string>
#include <string_view>

#include "node/http/message.hpp"
#include "node/web/asset.hpp"

namespace waarmerk::node::web {

/// Nothing where no file of this build is called so.
const Asset* find_asset(std::string_view name);

/// `/assets/page-9DbqPyjJ.css` of `page.css`. There must be one: an assert.
std::string asset_path(std::string_view source);

/// The file in the smallest form that is accepted, to be kept for a year: what is in it never
/// changes under its name. 304 where who asks has it.
http::Response asset_response(const http::Request& request, const Asset& asset);

/// The service worker, whose name never changes: to be asked for each time.
http::Response worker_response(const http::Request& request);

}  // namespace waarmerk::node::web
