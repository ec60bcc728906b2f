#include "node/openid/notification.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "crypto/json/reader.hpp"
#include "node/openid/error_codes.hpp"

namespace waarmerk::node::openid {
namespace {

constexpr auto events = std::to_array<std::string_view>(
    {"credential_accepted", "credential_failure", "credential_deleted"});

}  // namespace

Result<Notification> read_notification(const json::Document& body) {
  const json::Reader reader(body);
  auto id = reader.get_string("notification_id");
  auto event = reader.get_string("event");
  if (!id || !event) {
    return fail(invalid_notification_request, "notification_id and event must be there, as texts.");
  }
  if (std::ranges::find(events, *event) == events.end()) {
    return fail(invalid_notification_request, "This event is not known.");
  }
  return Notification{std::move(*id), std::move(*event)};
}

}  // namespace waarmerk::node::openid
