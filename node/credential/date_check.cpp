#include "node/credential/date_check.hpp"

#include <string>
#include <utility>

#include "node/credential/sentences.hpp"

namespace waarmerk::node::credential {

Check check_dates(std::optional<UnixTime> from, std::optional<UnixTime> until, UnixTime time) {
  if (from && *from > time) return make_check(Finding::not_yet_valid, {{"time", *from}});
  if (until && *until < time) return make_check(Finding::expired, {{"time", *until}});
  std::string dates = until ? "valid until " + say_time(*until) : "no end date is set";
  return make_check(Finding::in_time, {{"dates", std::move(dates)}});
}

}  // namespace waarmerk::node::credential
