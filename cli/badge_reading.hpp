// Reading a badge file once, to check it and to show what it says.
#pragma once

#include <string>

#include "cli/badge_check.hpp"
#include "node/credential/badge_file.hpp"
#include "node/credential/badge_view.hpp"

namespace waarmerk::cli {

struct ReadBadge {
  node::credential::BadgeFile file;
  node::credential::BadgeView view;
};

/// Out of a picture, a JWS or JSON, of Open Badges 3.0 or 2.0. Fails as unwrap_badge and, where it
/// is no credential and no assertion, with credential.malformed.
Result<ReadBadge> read_badge(std::string_view text);

}  // namespace waarmerk::cli
