// The page about what somebody shows: who, until when, and each badge in it by itself.
#pragma once

#include <optional>
#include <string>

#include "crypto/base/time.hpp"
#include "node/credential/presentation.hpp"
#include "node/http/message.hpp"
#include "node/words/language.hpp"

namespace waarmerk::node::web {

struct Shown {
  words::Language language = words::Language::en;
  std::string node_name;
  credential::PresentationVerdict verdict;
  std::optional<UnixTime> until = {};  ///< as its signature says
  UnixTime checked_at = {};
};

/// Status 200, whatever the verdict. Of a presentation that does not hold no badge is told: what is
/// in it was not checked.
http::Response shown_page(const Shown& shown);

}  // namespace waarmerk::node::web
