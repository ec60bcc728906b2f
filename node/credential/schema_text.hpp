// The text of spec/schemas/open_badges_3.json, which the build puts into the program.
#pragma once

#include <string_view>

namespace waarmerk::node::credential {

extern const std::string_view open_badges_schema_text;

}  // namespace waarmerk::node::credential
