#include "node/web/pictogram.hpp"

#include "node/web/assets.hpp"

namespace waarmerk::node::web {

std::string pictogram_of(std::string_view name) {
  return "<svg class=\"pictogram\" aria-hidden=\"true\"><use href=\"" +
         asset_path("pictograms.svg") + "#" + std::string(name) + "\"/></svg>";
}

}  // namespace waarmerk::node::web
