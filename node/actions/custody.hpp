// Custody: the status lists of another organisation, which appointed us to go on with them.
//
// We publish each of its lists on our own feed, under its own URL and signed by us, with all that
// it revoked. We give no place in them and sign none of its badges.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode not_appointed{"custody.not_appointed", ErrorKind::denied};
inline constexpr ErrorCode no_ward_list{"custody.no_list", ErrorKind::missing};

/// We go on with the lists of `ward` from now on. Fails with custody.not_appointed where it did not
/// appoint us, or as publishing does.
Task<Result<void>> accept_custody(Ports& ports, did::Did ward);

/// Publishes each list of those whose lists we go on with that is not published yet, whose validity
/// is half over, or that its owner revoked more in since. One whose owner appointed another, or
/// whose time has not come, is left alone. Fails as publishing does.
Task<Result<void>> keep_custody(Ports& ports);

struct WardOrder {
  std::string list;  ///< its URL
  std::uint64_t index = 0;
  StatusAction action = StatusAction::revoke;
};

/// Changes one place of such a list, and publishes it. Fails with custody.no_list,
/// badge.already_so, badge.irreversible, status.index_range, or as publishing does.
Task<Result<void>> change_ward_status(Ports& ports, WardOrder order);

struct Ward {
  std::string did;
  bool is_accepted = false;             ///< we said that we go on with its lists
  bool is_in_force = false;             ///< its appointment stands, and its time has come
  std::vector<std::string> lists = {};  ///< URLs of the lists that we published
};

/// Those whose lists we said that we go on with, and those who asked us to. Fails as the store
/// does.
Result<std::vector<Ward>> list_wards(const Ports& ports);

}  // namespace waarmerk::node::actions
