// A party as a page names it: what it calls itself, and beside it the place that it signs from.
//
// Anybody may call himself "Gemeente Rotterdam"; the domain is what he cannot choose.
#pragma once

#include <string>
#include <string_view>

namespace waarmerk::node::web {

/// The domain of a did:web, a did:webvh or a web address, with the path behind it where there is
/// one; of any other id the id, cut short. Empty for an empty one.
std::string place_of(std::string_view id);

/// `Gemeente Rotterdam (badges.example)`, for a sentence. Marks that turn text around are left out
/// of the name, so that it cannot turn the place. The id alone where there is no name.
std::string party_text(std::string_view name, std::string_view id);

/// The same as HTML, each in a `<bdi>` of its own. Empty where both are.
std::string party_html(std::string_view name, std::string_view id);

/// Stands in a sentence for a party until with_party() puts it there as HTML: a fact is a text, and
/// would have its name and place in one `<bdi>`.
inline constexpr std::string_view party_mark = "\x01";
std::string with_party(std::string html, std::string_view name, std::string_view id);

}  // namespace waarmerk::node::web
