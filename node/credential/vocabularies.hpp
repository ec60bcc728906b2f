// The closed lists of words of Open Badges 3.0 (B.3); most take `ext:` and a name as well.
#pragma once

#include <string_view>

namespace waarmerk::node::credential {

/// What kind of thing an achievement is.
bool is_achievement_type(std::string_view type);
bool is_result_type(std::string_view type);
/// This list takes no extension.
bool is_result_status(std::string_view status);
/// What kind of name an identity is, or an identifier.
bool is_identity_type(std::string_view type);
/// What kind of thing an alignment points to.
bool is_target_type(std::string_view type);

}  // namespace waarmerk::node::credential
