// Which language somebody reads, by what his browser says (RFC 9110 12.5.4).
#pragma once

#include <string_view>

namespace waarmerk::node::http {

/// Of the pages that this node shows itself.
enum class Language { en, nl };

/// `en`, `nl`.
std::string_view print_language(Language language);

/// The one that is wanted most; English where neither is named.
Language choose_language(std::string_view accept_language);

}  // namespace waarmerk::node::http
