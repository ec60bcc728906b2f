// What somebody brought to the page for checking: a badge, or what else it turns out to be.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/credential/securing.hpp"
#include "node/http/message.hpp"
#include "node/kit/kit.hpp"
#include "node/words/catalogue.hpp"

namespace waarmerk::node::routes {

struct Brought {
  std::string file = {};   ///< as it was sent, or came from the link
  std::string badge = {};  ///< the same, or what is in the kit
  std::vector<kit::Kit> kits = {};
  std::string beside = {};               ///< the file that came along with a receipt
  std::string link = {};                 ///< of https: it is still to be fetched
  std::optional<words::Key> wrong = {};  ///< why it is none of these
};

/// What the form of the page sent.
Brought read_brought(const http::Request& request);

/// What a file or a text is, be it out of the form or from behind a link.
Brought bring(std::string_view given);

/// In one true sentence what it is instead of a badge; nothing where a verdict can say more.
std::optional<words::Key> why_no_badge(std::string_view given,
                                       const Result<credential::Secured>& opened);

}  // namespace waarmerk::node::routes
