// Asset: one file of the pages, as the build made it.
#pragma once

#include <span>
#include <string_view>

namespace waarmerk::node::web {

/// As it is and compressed; a form that would hardly be smaller is empty.
struct Asset {
  std::string_view source;  ///< what it was made of, such as `page.css`
  std::string_view name;    ///< with a digest in it, such as `page-9DbqPyjJ.css`
  std::string_view type;
  std::string_view digest;  ///< of the plain form
  std::string_view plain;
  std::string_view gzip;
  std::string_view brotli;
};

/// Defined in the file that node/web/assets/make.mjs writes.
std::span<const Asset> assets();

}  // namespace waarmerk::node::web
