// Defining what a badge can be awarded for.
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode achievement_exists{"achievement.exists", ErrorKind::conflict};
inline constexpr ErrorCode no_achievement{"achievement.not_found", ErrorKind::missing};

/// Checks an Open Badges 3.0 Achievement, gives it an id and a type where it has none, keeps it and
/// puts it on our feed, so that its criteria outlive us. Fails with credential.bad_achievement
/// and the path, also for a word that no context defines and that could not be signed; with
/// achievement.exists where another definition has the id, or as publishing does. Answers the
/// definition as it was kept.
Task<Result<json::Document>> define_achievement(Ports& ports, json::Document definition);

}  // namespace waarmerk::node::actions
