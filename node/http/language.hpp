// Which language somebody reads, by what his browser says (RFC 9110 12.5.4).
#pragma once

#include <span>
#include <string_view>

#include "node/http/message.hpp"
#include "node/words/language.hpp"

namespace waarmerk::node::http {

using words::Language;
using words::print_language;

/// The one that is wanted most of those that are offered; English where none of them is named.
Language choose_language(std::string_view accept_language,
                         std::span<const Language> offered = words::all_languages);

/// What a page is read in: `?lang=nl` or `?lang=nl+ti` goes before what the browser says.
words::Languages languages_of(const Request& request);

}  // namespace waarmerk::node::http
