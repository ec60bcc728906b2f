// The page about what somebody shows: who, until when, and each badge in it by itself.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/time.hpp"
#include "node/credential/presentation.hpp"
#include "node/http/message.hpp"
#include "node/web/again.hpp"
#include "node/web/badge_parts.hpp"
#include "node/words/language.hpp"

namespace waarmerk::node::web {

struct Shown {
  words::Languages language = words::Language::en;
  std::string node_name;
  credential::PresentationVerdict verdict;
  std::optional<UnixTime> until = {};  ///< as its signature says
  UnixTime checked_at = {};
  std::vector<BadgeFacts> facts = {};  ///< of the badges, in their order
  std::string receipt = {};            ///< of this check, signed; empty where there is none
  std::string file = {};               ///< what is shown, as it came: a text
  Again again = {};
};

/// How much may be saved as a file: it stands in the page.
inline constexpr std::size_t shown_file_bytes_max = 262'144;

/// Status 200, whatever the verdict. Its state is that of the worst of its badges. Of a
/// presentation that does not hold no badge is told: what is in it was not checked.
http::Response shown_page(const Shown& shown);

}  // namespace waarmerk::node::web
