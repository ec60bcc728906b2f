// Publishing our status lists: signed anew, kept, and put on our feed.
#pragma once

#include "crypto/base/result.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/sign_list.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Publishes each list that changed. Who comes while another publishes waits, and mostly finds its
/// change published with the other's. Answers when every change made before the call is on disk.
Task<Result<void>> publish_changed_lists(Ports& ports);

/// Publishes each list whose validity is half over, each whose published form is not what its rows
/// say (after a crash between the two), and each that an earlier key of ours signed.
Task<Result<void>> refresh_lists(Ports& ports);

}  // namespace waarmerk::node::actions
