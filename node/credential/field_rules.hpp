// What a member of a class of Open Badges 3.0 may hold: texts, URLs, words of a list, numbers,
// times.
//
// Each rule fails with credential.bad_achievement and the JSON path.
#pragma once

#include <string_view>

#include "crypto/base/result.hpp"
#include "node/credential/place.hpp"

namespace waarmerk::node::credential {

enum class Presence { required, optional };

/// An object whose `type` is or holds `type`.
Result<void> expect_object(const Place& place, std::string_view type);

/// A text that is not empty, or the same text in several languages.
Result<void> expect_text(const Place& place, std::string_view name, Presence presence);

/// One text or several, each as expect_text has it, though they may be empty.
Result<void> expect_texts(const Place& place, std::string_view name, std::size_t count_max);

Result<void> expect_url(const Place& place, std::string_view name, Presence presence);

/// An RFC 3339 date and time, with its zone.
Result<void> expect_time(const Place& place, std::string_view name);

Result<void> expect_number(const Place& place, std::string_view name, Presence presence);

using Vocabulary = bool (*)(std::string_view word);

Result<void> expect_word(const Place& place, std::string_view name, Presence presence,
                         Vocabulary is_word);

}  // namespace waarmerk::node::credential
