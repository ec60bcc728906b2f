// The page that `badge print` writes: one badge on one sheet of paper.
#pragma once

#include <string>

#include "node/credential/badge_view.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::cli {

/// A whole HTML document that needs nothing from outside: a picture is in it only where the badge
/// brings one along. Each text of the badge is escaped. What was found is said beside what the
/// badge says, with the time, since paper does not change when the badge does.
std::string badge_page(const node::credential::BadgeView& view,
                       const node::credential::Verdict& verdict);

}  // namespace waarmerk::cli
